#pragma once

#include "core/workspace/workspace.h"
#include "core/workspace/workspacefiles.h"

#include <QMap>
#include <QString>

namespace hw::models {

/// The settings of a source as a form has them: a text for each field. Names are those of workspace::settableFields(),
/// and three that are no member of source.json: "response.headers" (a line "Name: value" each), "local.publicUrl" and
/// "local.forward", which are this machine's alone. A flag is "true" or "false", a list is separated by commas, nothing
/// is the empty text.
using SourceTexts = QMap<QString, QString>;

[[nodiscard]] SourceTexts sourceTexts(const workspace::Source& source, const workspace::LocalSettings& local);

/// The fields of `to` whose texts are others in `from`, with the texts of `to`.
[[nodiscard]] SourceTexts changedTexts(const SourceTexts& from, const SourceTexts& to);

/// What is wrong with each of the fields, for people; fields without a problem are not in it.
[[nodiscard]] SourceTexts textProblems(const workspace::Source& source, const SourceTexts& changed);

/// Writes these fields into the source as it is then, so that what others changed meanwhile stays. Errors as
/// workspace::withField() and WorkspaceFiles.
[[nodiscard]] Result<void> applyTexts(workspace::WorkspaceFiles& files, const QString& key, const SourceTexts& changed);

} // namespace hw::models
