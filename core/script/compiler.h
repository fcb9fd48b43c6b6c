#pragma once

#include "core/base/result.h"
#include "core/script/compilecache.h"
#include "core/script/program.h"

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

namespace hw::script {

struct CompilerOptions
{
    QString hostPath;    ///< of headwater-scripthost; empty = beside the running executable
    QString cacheFolder; ///< empty = nothing is kept
    /// Of the compiler's own work on one script, its start included: a busy machine fails no script.
    std::chrono::milliseconds timeout{30000};
    std::chrono::milliseconds patience{300000}; ///< in which it must be done all the same
    std::chrono::milliseconds linger{1000};     ///< how long the idle process is kept for the next request
};

/// Compiles scripts in a short-lived process of its own: the compiler costs 0.8 s and 130 MB, which neither the engine
/// nor a warm host should carry. The process starts with the first request that the cache cannot answer, takes all
/// requests made meanwhile, and ends when none has come for a moment. Lives in one thread, with an event loop.
class Compiler final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Compiler)

public:
    /// ScriptSyntax {message}, ScriptUnsupported {feature, hint} with line and column of the user's source;
    /// ScriptHostFailed {reason} where the compiler process fails, Timeout where it takes too long.
    using Callback = std::function<void(Result<Program>)>;

    explicit Compiler(CompilerOptions options, QObject* parent = nullptr);
    ~Compiler() override;

    /// The callback comes later, from the event loop, in this thread, never from within the call; it does not come
    /// once `context` or the compiler is gone.
    void compile(const CompileRequest& request, QObject* context, Callback callback);

    /// From the cache alone, at once; null where it has no such program.
    [[nodiscard]] Program cached(const CompileRequest& request) const;

    /// How many compiler processes were started so far.
    [[nodiscard]] int processesStarted() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace hw::script
