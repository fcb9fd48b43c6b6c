#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/workspace/bundle.h"
#include "core/workspace/workspace.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

/// Sources of Knock, in the JSON that its own command line prints (`knock source get KEY --json`), here and back.
namespace hw::workspace {

/// Something that is different on the other side; the text for people is made at the edges. Codes: import:
/// "mapping_deleted" (event type, action), "action_unknown" (event type, action), "parameter_renamed" (action, from,
/// to), "parameter_unknown" (action, name), "literal_assumed" (action, name, value), "path_malformed" (action, name,
/// text), "secret_needed" (name), "variable_needed" (name), "endpoint_changes" (old URL), "verification_off" ().
/// Export: "condition", "expression", "default", "literal" (action, parameter), "action" (action),
/// "pattern" (event type), "environments" (event type), "native_verification" (scheme), "type_script" (),
/// "split_path", "response", "aliases", "ignored_types", "paused", "idempotency_window" ().
struct KnockNote
{
    QString code;
    QStringList args;
    friend bool operator==(const KnockNote&, const KnockNote&) = default;
};

struct KnockSource
{
    Source source; ///< its key may have to be changed where it is taken
    QByteArray script;
    mapping::MappingFile mappings;
    QStringList secrets;   ///< names that the script reads and that look like secrets
    QStringList variables; ///< other names that it reads
    QString environment;   ///< of Knock, whose settings these are
    std::vector<KnockNote> notes;
};

/// Whether the text has the form of a Knock source.
[[nodiscard]] bool isKnockSource(QByteArrayView text);

/// `environment` empty = the only one, else "development". ParseError with place; NotFound ("environment of the Knock
/// source", name; what there is) otherwise.
[[nodiscard]] Result<KnockSource> readKnockSource(QByteArrayView text, const QString& file, const QString& environment,
                                                  Timestamp now);

/// The environments of Knock that the text has settings for; empty where it is no source of Knock.
[[nodiscard]] QStringList knockEnvironments(QByteArrayView text);

/// As WorkspaceFiles::addBundle() takes it in.
[[nodiscard]] SourceBundle toBundle(const KnockSource& source);

struct KnockExport
{
    json::Value document;        ///< as `knock source get --json` would print it
    std::vector<KnockNote> lost; ///< what Knock cannot hold; empty = it can hold everything
};

[[nodiscard]] KnockExport writeKnockSource(const SourceState& state, const QString& environment);

} // namespace hw::workspace
