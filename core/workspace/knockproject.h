#pragma once

#include "core/base/result.h"
#include "core/mapping/mapping.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// What a folder of Knock's command line says of the workflows that mappings trigger.
namespace hw::workspace {

struct KnockWorkflow
{
    QString key;            ///< the name of its folder
    QString name;           ///< for people
    json::Value dataSchema; ///< trigger_data_json_schema; undefined = none
    friend bool operator==(const KnockWorkflow&, const KnockWorkflow&) = default;
};

/// workflows.json of the workspace: what is known of the other side, for completing and checking.
struct KnockProject
{
    std::vector<KnockWorkflow> workflows; ///< by key
    QStringList audiences;                ///< keys
    friend bool operator==(const KnockProject&, const KnockProject&) = default;
};

/// Whether the folder is a Knock project: it has a knock.json, or a folder "workflows" with workflows in it.
[[nodiscard]] bool isKnockProject(const QString& folder);

/// Reads the folder that knock.json names (or the folder itself). ParseError with file and place for a workflow.json
/// that does not parse; NotFound where there is neither a workflow nor an audience.
[[nodiscard]] Result<KnockProject> readKnockProject(const QString& folder);

/// The file in the workspace: its path, and what is in it (nothing where there is none). ParseError, IoError.
[[nodiscard]] QString knockProjectPath(const QString& workspaceRoot);
[[nodiscard]] Result<std::optional<KnockProject>> loadKnockProject(const QString& workspaceRoot);
[[nodiscard]] Result<void> saveKnockProject(const QString& workspaceRoot, const KnockProject& project);

/// What of the mappings cannot work with this project. Codes: "workflow_unknown" (detail: the key), "data_missing" (the
/// first member that the workflow requires), "data_type" (member and type) for data that is written out.
[[nodiscard]] std::vector<mapping::Problem> checkWorkflows(const KnockProject& project,
                                                           const std::vector<mapping::Mapping>& mappings);

/// Where a value does not fit a JSON schema (type, required, properties, items, enum, const): the place and what is
/// wrong, in English; empty = it fits.
[[nodiscard]] QString schemaProblem(const json::Value& schema, const json::Value& value, const QString& place = {});

} // namespace hw::workspace
