#include "core/delivery/retrypolicy.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <cmath>

namespace hw::delivery {

using namespace std::chrono;

namespace {

constexpr double dayMs = 86'400'000.0;

bool isWorthAnother(int status, const http::Headers& headers)
{
    const QByteArray said = headers.value("x-should-retry");
    if (said == "true")
        return true;
    if (said == "false")
        return false;
    return status == 408 || status == 409 || status == 429 || status >= 500;
}

milliseconds backOff(const RetryPolicy& policy, int tries, const Random& random)
{
    const double longest = static_cast<double>(policy.longest.count());
    const double wait = std::min(longest, static_cast<double>(policy.first.count()) * std::pow(policy.factor, tries));
    return milliseconds(std::llround(wait * (1.0 - policy.jitter * random())));
}

/// A kind whose effect is there when what it names is not.
bool isDoneWhenMissing(const QString& kind)
{
    return kind.endsWith(QLatin1String("_delete")) || kind == QLatin1String("users_merge");
}

std::optional<Timestamp> httpDate(const QByteArray& text)
{
    // RFC 9110 5.6.7, the one form that senders must use.
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(text), QStringLiteral("ddd, dd MMM yyyy HH:mm:ss 'GMT'"));
    if (!date.isValid())
        return std::nullopt;
    date.setTimeSpec(Qt::UTC);
    return fromMicroseconds(date.toMSecsSinceEpoch() * 1000);
}

Verdict again(const RetryPolicy& policy, const store::Delivery& delivery, const QString& reason, Timestamp now,
              std::optional<milliseconds> asked, const Random& random)
{
    const milliseconds wait = std::max(backOff(policy, delivery.tries, random), asked.value_or(milliseconds(0)));
    const Timestamp at = now + wait;
    // An attempt that could only come after the end of its time is not waited for.
    if (delivery.tries + 1 >= policy.attempts || at > delivery.since + policy.lifetime)
        return {store::DeliveryStatus::Dead, reason, std::nullopt, std::nullopt};
    return {store::DeliveryStatus::Failed, reason, at, std::nullopt};
}

} // namespace

std::optional<milliseconds> retryAfter(const http::Headers& headers, Timestamp now)
{
    bool isNumber = false;
    const auto bounded = [](double ms) { return milliseconds(std::llround(std::clamp(ms, 0.0, dayMs))); };
    const double ms = headers.value("retry-after-ms").toDouble(&isNumber);
    if (isNumber && std::isfinite(ms))
        return bounded(ms);
    const QByteArray text = headers.value("retry-after").trimmed();
    const double asSeconds = text.toDouble(&isNumber);
    if (isNumber && std::isfinite(asSeconds))
        return bounded(asSeconds * 1000.0);
    if (const auto date = httpDate(text))
        return bounded(static_cast<double>(duration_cast<milliseconds>(*date - now).count()));
    return std::nullopt;
}

Verdict judge(const RetryPolicy& policy, const store::Delivery& delivery, const Result<http::Response>& answer,
              Timestamp now, const Random& random)
{
    if (!answer) {
        // A request that cannot be written will not get better.
        if (answer.error().code == ErrorCode::InvalidArgument)
            return {store::DeliveryStatus::Dead, QStringLiteral("invalid_request"), std::nullopt, std::nullopt};
        return failed(policy, delivery, QString::fromLatin1(codeName(answer.error().code)), now, random);
    }
    const int status = answer->status;
    if (status >= 200 && status < 300)
        return {};
    if (status == 404 && delivery.attempts > 1 && isDoneWhenMissing(delivery.kind))
        return {};
    const QString reason = QStringLiteral("http_%1").arg(status);
    if (!isWorthAnother(status, answer->headers))
        return {store::DeliveryStatus::Dead, reason, std::nullopt, std::nullopt};
    const std::optional<milliseconds> asked = retryAfter(answer->headers, now);
    Verdict verdict = again(policy, delivery, reason, now, asked, random);
    if (asked && (status == 429 || status == 503))
        verdict.quietUntil = now + *asked;
    return verdict;
}

Verdict failed(const RetryPolicy& policy, const store::Delivery& delivery, const QString& reason, Timestamp now,
               const Random& random)
{
    return again(policy, delivery, reason, now, std::nullopt, random);
}

} // namespace hw::delivery
