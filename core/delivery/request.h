#pragma once

#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/base/result.h"
#include "core/base/secretstring.h"
#include "core/delivery/target.h"
#include "core/http/sender.h"
#include "core/store/outbox.h"

#include <functional>
#include <optional>
#include <vector>

/// The requests that carry deliveries out: pure functions over values.
namespace hw::delivery {

/// The value of a secret of the delivery's environment. SecretMissing, SecretStoreLocked, …
using FindSecret = std::function<Result<SecretString>(const QString& name)>;

/// A request with the names of those of its headers that hold a secret as it is (a key, a token).
struct Prepared
{
    http::Outgoing outgoing;
    QByteArrayList secretHeaders;
    QString secret; ///< the name that stands in their place where the request is shown
};

/// Sends nothing itself. Errors: those of `findSecret`; InvalidArgument {what, value, accepted} for what the
/// destination can never take; SchemeUnknown, SecretMalformed for a signature that cannot be made.
[[nodiscard]] Result<Prepared> requestFor(const store::Delivery& delivery, const FindSecret& findSecret, Timestamp now);

/// The call that Knock's API takes for an action: method, path below the base URL with its query, and body (undefined =
/// none). `kind` and `payload` as planned. https://docs.knock.app/api-reference
struct KnockCall
{
    QByteArray method;
    QByteArray target; ///< "/v1/users/u1"
    json::Value body;
};
[[nodiscard]] Result<KnockCall> knockCall(const QString& kind, const json::Value& payload);

/// Values of secrets of 8 bytes or more and the names that take their place.
class Mask
{
public:
    void add(const QString& name, const SecretString& value);
    [[nodiscard]] QByteArray masked(QByteArray bytes) const;

private:
    std::vector<std::pair<QByteArray, QByteArray>> m_entries; ///< value → name, the longest first
};

/// What an attempt keeps of request and answer: {method, url, headers, body, bodySize} and {status, headers, body,
/// bodySize}. Bodies are shown up to 16 KiB.
[[nodiscard]] json::Value shownRequest(const Prepared& prepared, const Mask& mask);
[[nodiscard]] json::Value shownResponse(const Result<http::Response>& answer, const Mask& mask);

/// What goes into the action's record: the API's JSON of a success; of a failure {status, error: {code, message, type,
/// errors: [{field, message, type}]}} as far as the destination says so.
[[nodiscard]] json::Value resultOf(const Result<http::Response>& answer, const Mask& mask);

/// Whether a 2xx answer is one that this destination gives: Knock's is JSON or empty. Something in between (a login
/// page, a proxy) answers 200 as well.
[[nodiscard]] bool isExpectedAnswer(const store::Delivery& delivery, const http::Response& answer);

} // namespace hw::delivery
