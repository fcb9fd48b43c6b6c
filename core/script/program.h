#pragma once

#include "core/base/error.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace hw::script {

/// What is to be compiled: a source's script and the expressions of its mappings, which are evaluated in the same call
/// of a script host as `main`, right after it.
struct CompileRequest
{
    enum class Mode : quint8 {
        Run,
        Debug,    ///< the script can be stopped at each statement; for a debug session
        Evaluate, ///< `source` is an expression, made ready for evaluation in a paused frame; never kept
    };

    QString fileName = QStringLiteral("script.js"); ///< ".ts" and ".mts" are read as TypeScript; stands in errors
    QByteArray source;                              ///< UTF-8; empty = no script, the expressions alone
    QStringList expressions;                        ///< JavaScript expressions over body, headers, preprocess, vars
    Mode mode = Mode::Run;
};

/// Something that compiles but may surprise, at a place of the user's source (from 1).
struct Warning
{
    QString code; ///< "nested_quantifier"
    QString text; ///< English
    int line = 0;
    int column = 0;
    friend bool operator==(const Warning&, const Warning&) = default;
};

/// A place of the user's source that stands behind one line of the compiled text, both from 1; line 0 = none of the
/// user's (a helper of the compiler).
struct Place
{
    int line = 0;
    int column = 0;
    int function = -1; ///< that it stands in, of CompiledProgram::functions; -1 = none
    friend bool operator==(const Place&, const Place&) = default;
};

/// A script as the hosts run it. Immutable, shared between threads and jobs.
struct CompiledProgram
{
    QByteArray hash; ///< SHA-256, hex, of the request and the compiler's version: the key of the cache
    QString fileName;
    QByteArray code;          ///< UTF-8, ES2016: a function expression that makes a fresh module scope for each event
    std::vector<Place> lines; ///< the user's place for each line of `code`
    QStringList functions;    ///< names of the script's functions, as a person would call them
    QStringList exports;      ///< names that the module exports ("main", "default")
    QStringList polyfills;    ///< core-js modules that the code needs and the engine lacks
    std::vector<Warning> warnings;
    bool hasMain = false; ///< false only where the request had no source
    /// One for each expression of the request; an expression that does not compile fails alone, at each evaluation.
    std::vector<std::optional<Error>> expressionErrors;
};

using Program = std::shared_ptr<const CompiledProgram>;

/// The hash that a request's program has, with which a cache finds it.
[[nodiscard]] QByteArray programHash(const CompileRequest& request);

/// For the cache and the compiler process; deserialize() gives nothing for bytes that are no complete program.
[[nodiscard]] QByteArray serialize(const CompiledProgram& program);
[[nodiscard]] std::optional<CompiledProgram> deserialize(QByteArrayView bytes);

} // namespace hw::script
