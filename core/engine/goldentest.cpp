#include "core/engine/goldentest.h"

#include "core/engine/largebody.h"
#include "core/engine/pipeline.h"
#include "core/script/outcome.h"

#include <QRegularExpression>

#include <algorithm>

namespace hw::engine {

namespace {

script::PoolOptions poolOptions(const GoldenTests::Options& options)
{
    script::PoolOptions pool;
    pool.hostPath = options.scriptHostPath;
    pool.hosts = 1;
    return pool;
}

/// The same for every test, so that what a script draws is the same each time.
constexpr quint64 seed = 1;

} // namespace

Result<GoldenCase> goldenOf(const workspace::Workspace& workspace, workspace::SecretStore& secrets, const Event& event,
                            const Run& run, const QStringList& masks)
{
    const workspace::SourceState* state = workspace.source(event.source);
    if (!state)
        return Error{ErrorCode::NotFound, {QStringLiteral("source"), event.source}};
    const workspace::EnvironmentState* environment = workspace.environment(event.environment);
    if (!environment)
        return Error{ErrorCode::NotFound, {QStringLiteral("environment"), event.environment}};
    const auto real = loadEnvironment(workspace, environment->environment, secrets);
    if (real->secretError)
        return *real->secretError;
    const auto test = testEnvironment(workspace, environment->environment, state->source);
    auto request = maskedRequest(event, run, *makeRuntime(*state, nullptr), *real, *test, masks);
    if (!request)
        return request.error();
    GoldenCase golden;
    golden.source = state->key();
    golden.sample = sampleName(run.eventType, state->samples);
    golden.request = *std::move(request);
    golden.expectation.receivedAt = event.receivedAt;
    golden.expectation.environment = event.environment;
    return golden;
}

std::optional<Error> sampleProblem(const Run& recorded, const GoldenResult& result)
{
    if (result.error)
        return result.error;
    const bool verified = recorded.verification.status == VerificationStatus::Verified;
    if (!verified || result.run.verification.status == VerificationStatus::Verified)
        return std::nullopt;
    return Error{
        ErrorCode::NotSupported,
        {QStringLiteral("a sample whose signature no throw-away key can make (%1)").arg(result.run.verification.reason),
         QStringLiteral("sample")}};
}

bool isIgnoredPlace(const QString& path, const QStringList& ignored)
{
    static const QRegularExpression index(QStringLiteral("\\[\\d+\\]"));
    QString general = path;
    general.replace(index, QStringLiteral("[]"));
    return std::any_of(ignored.begin(), ignored.end(), [&](const QString& place) {
        const QString& one = place.contains(QLatin1String("[]")) ? general : path;
        return one == place || one.startsWith(place + u'.') || one.startsWith(place + u'[');
    });
}

GoldenTests::GoldenTests(Options options, QObject* parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_compiler(script::CompilerOptions{m_options.scriptHostPath,
                                         m_options.workspace->dataFolder() + QStringLiteral("/cache/programs")})
    , m_pool(poolOptions(m_options))
{}

GoldenTests::~GoldenTests() = default;

void GoldenTests::run(GoldenCase test, Done done)
{
    m_waiting.push_back({std::move(test), std::move(done)});
    if (m_waiting.size() == 1)
        QMetaObject::invokeMethod(this, &GoldenTests::next, Qt::QueuedConnection);
}

void GoldenTests::next()
{
    if (m_waiting.empty())
        return;
    m_started = std::chrono::steady_clock::now();
    const QString key = m_waiting.front().test.source;
    if (const auto known = m_sources.constFind(key); known != m_sources.constEnd()) {
        ready(*known);
        return;
    }
    const workspace::SourceState* state = m_options.workspace->source(key);
    if (!state || !state->loaded) {
        GoldenResult result;
        result.error = Error{ErrorCode::NotFound, {QStringLiteral("source"), key}};
        finish(std::move(result));
        return;
    }
    workspace::SourceState active = *state;
    active.source.paused = false; // nothing arrives
    const SourceRuntimePtr source = makeRuntime(active, nullptr, aliasesOf(active));
    if (!source->needsHost()) {
        m_sources.insert(key, source);
        ready(source);
        return;
    }
    m_compiler.compile(source->compileRequest, this, [this, key, source](const Result<script::Program>& program) {
        const SourceRuntimePtr compiled = withProgram(*source, program);
        m_sources.insert(key, compiled);
        ready(compiled);
    });
}

void GoldenTests::ready(const SourceRuntimePtr& source)
{
    const GoldenCase& test = m_waiting.front().test;
    const workspace::EnvironmentState* state = m_options.workspace->environment(test.expectation.environment);
    if (!state) {
        GoldenResult result;
        result.error = Error{ErrorCode::NotFound, {QStringLiteral("environment"), test.expectation.environment}};
        finish(std::move(result));
        return;
    }
    if (source->programError) {
        GoldenResult result;
        result.error = *source->programError;
        finish(std::move(result));
        return;
    }
    const EnvironmentRuntimePtr environment =
        testEnvironment(*m_options.workspace, state->environment, source->settings);
    Event event = testEvent(source->settings, test.expectation, test.request);
    event.receivedAt = m_options.now.value_or(event.receivedAt);
    if (!source->needsHost()) {
        ended(source, environment, event, std::nullopt);
        return;
    }
    // No public URL: what signs one takes it from the request's own headers.
    m_pool.run(makeJob(*source, *environment, event, {}, event.receivedAt, seed),
               [this, source, environment, event](script::ScriptOutcome outcome) {
                   ended(source, environment, event, std::move(outcome));
               });
}

void GoldenTests::ended(const SourceRuntimePtr& source, const EnvironmentRuntimePtr& environment, const Event& event,
                        std::optional<script::ScriptOutcome> outcome)
{
    const BodyView body = bodyFor(*source, event);
    Verification verification;
    if (!source->hasScript)
        verification = verifyNatively(*source, *environment, event, {}, event.receivedAt);
    GoldenResult result;
    result.run = conclude({*source, *environment, event, body, std::move(verification), std::move(outcome),
                           event.receivedAt, Delivery::Plan});
    result.outcome = outcomeJson(result.run);
    const Expectation& expectation = m_waiting.front().test.expectation;
    if (expectation.outcome.isObject()) {
        result.differences = differencesBetween(expectation.outcome, result.outcome);
        std::erase_if(result.differences,
                      [&](const ValueDifference& one) { return isIgnoredPlace(one.path, expectation.ignore); });
    }
    finish(std::move(result));
}

void GoldenTests::finish(GoldenResult result)
{
    const Waiting ended = std::move(m_waiting.front());
    m_waiting.pop_front();
    result.source = ended.test.source;
    result.sample = ended.test.sample;
    result.duration =
        std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - m_started);
    if (!m_waiting.empty())
        QMetaObject::invokeMethod(this, &GoldenTests::next, Qt::QueuedConnection);
    ended.done(std::move(result));
}

} // namespace hw::engine
