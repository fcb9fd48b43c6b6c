#pragma once

#include "core/base/error.h"
#include "core/base/json.h"
#include "core/catalog/catalog.h"
#include "core/script/program.h"
#include "core/workspace/workspace.h"

#include <QString>

#include <vector>

namespace hw::cli {

/// Something in a source's files that cannot work as it stands.
struct SourceProblem
{
    QString code;    ///< an error's code, or a mapping problem's ("path_invalid")
    QString message; ///< English, without the place
    QString file;
    int line = 0;   ///< from 1; 0 = unknown
    int column = 0; ///< from 1; 0 = unknown
    bool isUnreadable = false;
};

/// The files, settings, signing, paths and mappings, in this order; not the script, which takes a compiler.
[[nodiscard]] std::vector<SourceProblem> checkSource(const workspace::Workspace& workspace,
                                                     const workspace::SourceState& state);

/// What a mapping's problem is, in words, with what could be meant.
[[nodiscard]] QString problemText(const mapping::Problem& problem);

/// The expressions of its mappings, which `program` was compiled with.
[[nodiscard]] std::vector<SourceProblem> checkExpressions(const workspace::Workspace& workspace,
                                                          const workspace::SourceState& state,
                                                          const script::CompiledProgram& program);

/// Event types of its mappings that the provider spells otherwise.
[[nodiscard]] QStringList aliasNotes(const catalog::Catalog& catalog, const workspace::SourceState& state);

/// An error as a problem of `file`, unless it names its own.
[[nodiscard]] SourceProblem problemOf(const Error& error, const QString& file);

[[nodiscard]] json::Value toJson(const SourceProblem& problem);
/// "file:line:column: message"
[[nodiscard]] QString textOf(const SourceProblem& problem);

} // namespace hw::cli
