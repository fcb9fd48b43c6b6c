#include "tests/core/script/scriptfixture.h"

#include "core/signing/primitives.h"

#include <QSignalSpy>
#include <QTest>

#include <array>

namespace hw::test {

using namespace script;

namespace {

PoolOptions withHost(PoolOptions options)
{
    if (options.hostPath.isEmpty())
        options.hostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
    return options;
}

} // namespace

ScriptFixture::ScriptFixture(PoolOptions options)
    : compiler(
          {QStringLiteral(HW_BIN_DIR "/headwater-scripthost"), cacheFolder.path(), std::chrono::milliseconds(60000)})
    , pool(withHost(std::move(options)))
{}

Result<Program> ScriptFixture::compile(const QByteArray& source, const QString& fileName,
                                       const QStringList& expressions)
{
    std::optional<Result<Program>> result;
    QObject context;
    compiler.compile({fileName, source, expressions}, &context,
                     [&result](Result<Program> done) { result = std::move(done); });
    if (!QTest::qWaitFor([&result] { return result.has_value(); }, 240000))
        return Error{ErrorCode::Timeout, {QStringLiteral("test")}};
    return *result;
}

ScriptJob ScriptFixture::job(Program program, const QByteArray& body)
{
    static const auto variables = std::make_shared<const std::vector<ScriptVariable>>(std::vector<ScriptVariable>{
        {QStringLiteral("PLAN"), SecretString("pro"), false},
        {QString::fromLatin1(secretName), SecretString(secretValue), true},
    });
    ScriptJob job;
    job.program = std::move(program);
    job.variables = variables;
    job.headers = {{"Content-Type", "application/json"}, {"X-Two", "a"}, {"x-two", "b"}};
    job.path = "/s/shop/extra";
    job.query = "a=1&b=2";
    job.url = QStringLiteral("https://hooks.example.com/s/shop/extra?a=1&b=2");
    job.body = body;
    job.source = QStringLiteral("shop");
    job.environment = QStringLiteral("development");
    job.receivedAt = fromMicroseconds(1614265330120000);
    job.now = fromMicroseconds(1614265330500000);
    job.seed = 42;
    return job;
}

ScriptOutcome ScriptFixture::run(const ScriptJob& job)
{
    std::optional<ScriptOutcome> outcome;
    pool.run(job, [&outcome](const ScriptOutcome& done) { outcome = done; });
    if (!QTest::qWaitFor([&outcome] { return outcome.has_value(); }, 240000))
        QTest::qFail("the script pool gave no outcome", __FILE__, __LINE__);
    return outcome.value_or(ScriptOutcome{});
}

ScriptOutcome ScriptFixture::run(const QByteArray& source, const QByteArray& body, const QString& fileName)
{
    const auto program = compile(source, fileName);
    if (!program) {
        QTest::qFail(qPrintable(QStringLiteral("compile: ") + program.error().args.join(u' ')), __FILE__, __LINE__);
        return {};
    }
    return run(job(*program, body));
}

QByteArray ScriptFixture::hmacHex(const QByteArray& key, const QByteArray& data)
{
    const std::array<QByteArrayView, 1> parts{data};
    return signing::hmac(signing::Hash::Sha256, key, parts).toHex();
}

} // namespace hw::test
