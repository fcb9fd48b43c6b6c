#pragma once

#include "core/engine/goldensample.h"
#include "core/engine/valuediff.h"
#include "core/script/compiler.h"
#include "core/script/scriptpool.h"

#include <QHash>
#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace hw::engine {

/// One sample that is a test.
struct GoldenCase
{
    QString source; ///< key
    QString sample; ///< name
    http::Message request;
    Expectation expectation; ///< with an empty `outcome` where it is only asked for what happens
};

/// A test made of a captured event: its request without secrets (maskedRequest()), named after its type, expected to
/// do what is found out by running it. NotFound (source, environment); errors of maskedRequest() and of the secrets'
/// store, without which there is no telling whether a secret stands in the request.
[[nodiscard]] Result<GoldenCase> goldenOf(const workspace::Workspace& workspace, workspace::SecretStore& secrets,
                                          const Event& event, const Run& run, const QStringList& masks);

struct GoldenResult
{
    QString source;
    QString sample;
    json::Value outcome; ///< outcomeJson() of what happened
    Run run;
    std::vector<ValueDifference> differences; ///< expected before, happened after; without ignored places
    std::optional<Error> error;               ///< the test could not be run: NotFound (source, environment)
    std::chrono::microseconds duration{0};

    [[nodiscard]] bool passed() const { return differences.empty() && !error; }
};

/// Why the result of such a test cannot become a sample; nothing where it can. NotSupported: the recorded run verified,
/// and no throw-away key makes a signature that does.
[[nodiscard]] std::optional<Error> sampleProblem(const Run& recorded, const GoldenResult& result);

/// Runs samples through the stages: offline, without store, secrets or the machine's clock, so that the same files give
/// the same result on every machine. One at a time, in order. Lives in one thread, with an event loop.
class GoldenTests final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(GoldenTests)

public:
    struct Options
    {
        std::shared_ptr<const workspace::Workspace> workspace;
        QString scriptHostPath;
        std::optional<Timestamp> now; ///< a clock for all, instead of each test's own
    };
    using Done = std::function<void(GoldenResult)>;

    explicit GoldenTests(Options options, QObject* parent = nullptr);
    ~GoldenTests() override;

    /// The callback comes from the event loop, in the order of the calls.
    void run(GoldenCase test, Done done);

private:
    struct Waiting
    {
        GoldenCase test;
        Done done;
    };

    void next();
    void ready(const SourceRuntimePtr& source);
    void ended(const SourceRuntimePtr& source, const EnvironmentRuntimePtr& environment, const Event& event,
               std::optional<script::ScriptOutcome> outcome);
    void finish(GoldenResult result);

    Options m_options;
    script::Compiler m_compiler;
    script::ScriptPool m_pool;
    QHash<QString, SourceRuntimePtr> m_sources; ///< ready to run
    std::deque<Waiting> m_waiting;              ///< the first is under way
    std::chrono::steady_clock::time_point m_started;
};

/// Whether the place is an ignored one or below one; "[]" stands for any index.
[[nodiscard]] bool isIgnoredPlace(const QString& path, const QStringList& ignored);

} // namespace hw::engine
