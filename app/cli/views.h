#pragma once

#include "app/cli/context.h"
#include "core/base/json.h"
#include "core/workspace/secretstore.h"
#include "core/workspace/workspace.h"

#include <QString>

namespace hw::cli {

/// The local address of a source, where the workspace's listener is or would be: "http://127.0.0.1:4400/s/orders".
[[nodiscard]] QString endpointUrl(const workspace::Workspace& workspace, const QString& key);
/// Where senders reach it through a tunnel; empty = no public base URL is set.
[[nodiscard]] QString publicUrl(const workspace::Workspace& workspace, const QString& key);

[[nodiscard]] json::Value textsJson(const QStringList& texts);

/// What is said where somebody uses another spelling of an event type.
[[nodiscard]] QString aliasNote(const catalog::Provider& provider, const catalog::TypeAlias& alias);

/// Why a provider has no sample of a type, and what to do: it sends no such type (did you mean …), or a body of one's
/// own is needed.
[[nodiscard]] QString noSampleText(const catalog::Provider& provider, const QString& type);

/// The sample of `type` is not in this shape: which there are.
[[nodiscard]] QString noShapeText(const catalog::Provider& provider, const QString& type, const QString& shape);

/// Providers' files of the user's own that could not be used: the rest is there all the same.
void hintErrors(const Context& context, const catalog::Catalog& catalog);

/// Each of the names with the place of its value, null where it is missing.
[[nodiscard]] json::Value secretsJson(const QStringList& names, const workspace::LoadedSecrets& secrets);

/// {"code", "message", "file", "line", "column"}, null where unknown.
[[nodiscard]] json::Value errorJson(const Error& error);

/// A source as `source show` prints it: the members of source.json, then "endpoint", "publicUrl", "script", "mappings"
/// (a count), "samples", "secrets" and "errors".
[[nodiscard]] json::Value sourceJson(const workspace::Workspace& workspace, const workspace::SourceState& state,
                                     const workspace::LoadedSecrets& secrets);

/// "javascript", "typescript", or empty.
[[nodiscard]] QString languageName(workspace::ScriptLanguage language);

} // namespace hw::cli
