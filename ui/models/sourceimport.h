#pragma once

#include "core/catalog/catalog.h"
#include "core/workspace/bundle.h"
#include "core/workspace/knockproject.h"
#include "core/workspace/knocksource.h"
#include "ui/models/errortext.h"
#include "ui/models/eventdetail.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace hw::models {

/// A source that is about to be taken in, and what there is to say of it before.
struct SourceImport
{
    workspace::SourceBundle bundle;
    QString environment;      ///< of Knock, whose settings these are; empty = a bundle of Headwater
    QStringList environments; ///< of Knock, all that there are
    std::vector<workspace::KnockNote> notes;
};

/// Whether the text is a source of Knock or a bundle of Headwater.
[[nodiscard]] bool isSourceImport(QByteArrayView text);

/// `environment` empty = the only one, else "development", else the first. Errors as workspace::readKnockSource() and
/// workspace::bundleFromJson().
[[nodiscard]] Result<SourceImport> readSourceImport(const QByteArray& text, const QString& file,
                                                    const QString& environment, const catalog::Catalog& catalog,
                                                    Timestamp now);

/// What is different here, in a sentence.
[[nodiscard]] QString importNoteText(const workspace::KnockNote& note, Audience audience);
/// What comes: script, mappings, samples, secrets that are to be given.
[[nodiscard]] std::vector<KeyValue> importSummary(const SourceImport& import, const catalog::Catalog& catalog);
/// "customer.created → Identify user": a line for each mapping.
[[nodiscard]] QStringList importMappings(const SourceImport& import);
/// Why a source cannot have this key, for people; empty = it can.
[[nodiscard]] QString importKeyProblem(const QString& key, const QStringList& taken);

/// What comes with a Knock project: its workflows and audiences.
[[nodiscard]] QStringList projectLines(const workspace::KnockProject& project);

} // namespace hw::models
