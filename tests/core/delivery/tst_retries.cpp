#include "core/delivery/ratelimit.h"
#include "core/delivery/retrypolicy.h"

#include <QTest>

using namespace hw;
using namespace hw::delivery;
using namespace std::chrono;

namespace {

const Timestamp now = fromMicroseconds(1'795'008'000'000'000); // Wed, 18 Nov 2026 13:20:00 GMT

store::Delivery deliveryOf(const char* kind, int tries, int attempts)
{
    store::Delivery delivery;
    delivery.kind = QString::fromLatin1(kind);
    delivery.tries = tries;
    delivery.attempts = attempts;
    delivery.since = now;
    return delivery;
}

http::Response answerOf(int status, const http::Headers& headers = {})
{
    http::Response answer;
    answer.status = status;
    answer.headers = headers;
    return answer;
}

double noJitter()
{
    return 0;
}

} // namespace

class TestRetries final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void verdicts_data();
    void verdicts();
    void waitsGrow();
    void retryAfterIsHeeded_data();
    void retryAfterIsHeeded();
    void endsInADeadLetter();
    void buckets();
};

void TestRetries::verdicts_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<int>("attempts");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("shouldRetry");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, int status, const char* expected, const char* kind = "users_identify",
                        int attempts = 1, const char* shouldRetry = "") {
        QTest::newRow(name) << QByteArray(kind) << attempts << status << QByteArray(shouldRetry)
                            << QString::fromLatin1(expected);
    };
    row("200", 200, "done");
    row("204", 204, "done");
    row("301", 301, "dead http_301");
    row("400", 400, "dead http_400");
    row("401", 401, "dead http_401");
    row("404", 404, "dead http_404");
    row("404 of a first delete", 404, "dead http_404", "users_delete", 1);
    row("404 of a repeated delete", 404, "done", "users_delete", 2);
    row("404 of a repeated merge", 404, "done", "users_merge", 2);
    row("404 of a repeated identify", 404, "dead http_404", "users_identify", 2);
    row("408", 408, "failed http_408");
    row("409", 409, "failed http_409");
    row("422", 422, "dead http_422");
    row("429", 429, "failed http_429");
    row("500", 500, "failed http_500");
    row("503", 503, "failed http_503");
    row("said not to", 503, "dead http_503", "users_identify", 1, "false");
    row("said to", 400, "failed http_400", "users_identify", 1, "true");
}

void TestRetries::verdicts()
{
    QFETCH(QByteArray, kind);
    QFETCH(int, attempts);
    QFETCH(int, status);
    QFETCH(QByteArray, shouldRetry);
    QFETCH(QString, expected);
    http::Headers headers;
    if (!shouldRetry.isEmpty())
        headers.push_back({"X-Should-Retry", shouldRetry});
    const Verdict verdict =
        judge({}, deliveryOf(kind.constData(), attempts - 1, attempts), answerOf(status, headers), now, noJitter);
    QCOMPARE(QString(toString(verdict.status) + u' ' + verdict.reason).trimmed(), expected);
    QCOMPARE(verdict.retryAt.has_value(), verdict.status == store::DeliveryStatus::Failed);
}

void TestRetries::waitsGrow()
{
    const RetryPolicy policy;
    milliseconds total{0};
    for (int tries = 0; tries < 9; ++tries) {
        const Error error{ErrorCode::Network, {}};
        const Verdict whole = judge(policy, deliveryOf("users_identify", tries, tries + 1), error, now, noJitter);
        QVERIFY(whole.status == store::DeliveryStatus::Failed);
        QCOMPARE(whole.reason, QStringLiteral("network"));
        const auto wait = duration_cast<milliseconds>(*whole.retryAt - now);
        const double expected = std::min(500.0 * std::pow(4, tries), static_cast<double>(policy.longest.count()));
        QCOMPARE(wait.count(), qRound64(expected));
        total += wait;
        const Verdict less =
            judge(policy, deliveryOf("users_identify", tries, tries + 1), error, now, [] { return 0.999; });
        QVERIFY(*less.retryAt < *whole.retryAt);
        QVERIFY(*less.retryAt - now >= wait * 3 / 4);
    }
    QVERIFY(total > hours(6) && total < policy.lifetime);
}

void TestRetries::retryAfterIsHeeded_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("seconds") << QByteArray("Retry-After") << QByteArray("7") << qint64(7000);
    QTest::newRow("ms") << QByteArray("retry-after-ms") << QByteArray("1500") << qint64(1500);
    QTest::newRow("date") << QByteArray("Retry-After") << QByteArray("Wed, 18 Nov 2026 13:21:00 GMT") << qint64(60000);
    QTest::newRow("past date") << QByteArray("Retry-After") << QByteArray("Wed, 18 Nov 2026 13:00:00 GMT") << qint64(0);
    QTest::newRow("less than the back-off") << QByteArray("Retry-After") << QByteArray("0") << qint64(0);
    QTest::newRow("more than a day") << QByteArray("Retry-After") << QByteArray("1e9") << qint64(86'400'000);
    QTest::newRow("nonsense") << QByteArray("Retry-After") << QByteArray("soon") << qint64(-1);
}

void TestRetries::retryAfterIsHeeded()
{
    QFETCH(QByteArray, name);
    QFETCH(QByteArray, value);
    QFETCH(qint64, ms);
    const http::Headers headers{{name, value}};
    const auto asked = retryAfter(headers, now);
    QCOMPARE(asked ? asked->count() : -1, ms);
    const Verdict verdict = judge({}, deliveryOf("users_identify", 0, 1), answerOf(429, headers), now, noJitter);
    if (ms < 86'400'000)
        QCOMPARE(toMicroseconds(*verdict.retryAt), toMicroseconds(now + milliseconds(std::max<qint64>(500, ms))));
    // Everybody in the queue waits, not this one alone.
    QCOMPARE(verdict.quietUntil.has_value(), ms >= 0);
}

void TestRetries::endsInADeadLetter()
{
    RetryPolicy policy;
    QVERIFY(judge(policy, deliveryOf("users_identify", 9, 10), answerOf(503), now, noJitter).status ==
            store::DeliveryStatus::Dead);
    store::Delivery old = deliveryOf("users_identify", 3, 4);
    old.since = now - hours(24);
    QVERIFY(judge(policy, old, answerOf(503), now, noJitter).status == store::DeliveryStatus::Dead);
    // A retry by hand begins a new round.
    old.since = now;
    old.tries = 0;
    old.attempts = 25;
    QVERIFY(judge(policy, old, answerOf(503), now, noJitter).status == store::DeliveryStatus::Failed);
}

void TestRetries::buckets()
{
    // Whatever the moments of asking, no second has more calls than the tier allows.
    const TokenBucket::Steady start{};
    for (const int rate : {1, 5, 60, 1000}) {
        TokenBucket bucket(rate, start);
        std::vector<milliseconds> taken;
        for (milliseconds at{0}; at < seconds(5); at += milliseconds(7)) {
            const int allowed = bucket.available(rate, start + at);
            bucket.take(allowed);
            taken.insert(taken.end(), static_cast<size_t>(allowed), at);
        }
        for (size_t i = 0; i + static_cast<size_t>(rate) < taken.size(); ++i)
            QVERIFY(taken[i + static_cast<size_t>(rate)] - taken[i] >= seconds(1));
        QVERIFY(taken.size() > static_cast<size_t>(rate * 3));
        const milliseconds wait = bucket.wait(start + seconds(5));
        QVERIFY(bucket.available(1, start + seconds(5) + wait) == 1);
    }
    TokenBucket open(0, start);
    QCOMPARE(open.available(50, start), 50);
}

QTEST_GUILESS_MAIN(TestRetries)
#include "tst_retries.moc"
