#pragma once

#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/secretstring.h"
#include "core/workspace/workspace.h"

#include <QByteArray>
#include <QString>

#include <utility>
#include <vector>

namespace hw::workspace {

class WorkspaceFiles;

/// A source with all that stands in its folder, as one file that is handed to somebody else: settings, script,
/// mappings, samples with their expectations. Values of secrets are not in it, only their names.
struct SourceBundle
{
    static constexpr int currentFormat = 1;

    struct Sample
    {
        QString name;
        QByteArray request;
        QByteArray expectation; ///< empty = the sample is no test
        friend bool operator==(const Sample&, const Sample&) = default;
    };

    Source source;
    ScriptLanguage language = ScriptLanguage::None;
    QByteArray script;
    mapping::MappingFile mappings;
    std::vector<Sample> samples;
    QStringList secrets = {}; ///< names of further ones that its script reads; they stand in no file

    friend bool operator==(const SourceBundle&, const SourceBundle&) = default;
};

/// Whether a JSON document says that it is a bundle; others may be sources of another program.
[[nodiscard]] bool isBundle(const json::Value& document);

/// ParseError (reason) with the member that is wrong, WorkspaceTooNew for a newer format; errors of readSource() and
/// mappingFileFromJson(). `file` is only named in errors.
[[nodiscard]] Result<SourceBundle> bundleFromJson(const json::Value& document, const QString& file, Timestamp now);
[[nodiscard]] json::Value toJson(const SourceBundle& bundle);

/// Reads a source's folder. A stored secret that somebody wrote into the script or a sample is replaced by its name.
[[nodiscard]] Result<SourceBundle> readBundle(const WorkspaceFiles& files, const QString& key,
                                              const std::vector<std::pair<QString, SecretString>>& secrets);

} // namespace hw::workspace
