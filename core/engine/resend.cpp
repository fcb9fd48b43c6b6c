#include "core/engine/resend.h"

#include "core/http/headlines.h"

#include <algorithm>
#include <array>

namespace hw::engine {

namespace {

constexpr qsizetype longestAnswer = 1024 * 1024;

/// What belongs to the connection that the request came by, not to the request.
bool isOfTheConnection(const QByteArray& name)
{
    static constexpr std::array names{"connection", "keep-alive", "expect", "upgrade", "te", "trailer"};
    return std::any_of(names.begin(), names.end(),
                       [&name](const char* known) { return http::headlines::sameName(name, known); });
}

/// Each in the place of the header that it replaces, or last.
void replace(http::Headers& headers, const http::Headers& fresh)
{
    for (const http::Header& header : fresh) {
        const auto sameName = [&header](const http::Header& old) {
            return http::headlines::sameName(old.name, header.name);
        };
        const auto first = std::find_if(headers.begin(), headers.end(), sameName);
        if (first == headers.end()) {
            headers.push_back(header);
            continue;
        }
        first->value = header.value;
        headers.erase(std::remove_if(first + 1, headers.end(), sameName), headers.end());
    }
}

} // namespace

Result<http::Outgoing> resendRequest(const http::Message& request, const QUrl& to, Resend how,
                                     const workspace::Source* source, const std::optional<signing::NamedSecret>& secret,
                                     const Clock& clock)
{
    http::Outgoing outgoing{to, request, http::HostHeader::AsIs};
    http::Message& message = outgoing.message;
    message.remote.clear();
    // The URL's own path, which signing may have to add to, travels as the target.
    if (to.path().size() > 1 || to.hasQuery() || message.target.isEmpty())
        message.target = to.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    else if (!message.target.startsWith('/') && message.target != "*")
        message.target = message.path() + (message.query().isEmpty() ? QByteArray() : '?' + message.query());
    if (message.target.isEmpty())
        message.target = "/";
    outgoing.url = QUrl(to.toString(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment));
    if (how == Resend::Exact)
        return outgoing;

    message.rawHead.clear();
    outgoing.host = http::HostHeader::FromUrl;
    std::erase_if(message.headers, [](const http::Header& header) { return isOfTheConnection(header.name); });
    if (!source || source->signing.scheme == QLatin1String("none"))
        return outgoing;
    if (!secret)
        return Error{ErrorCode::SecretMissing, {source->signing.secrets.value(0)}};
    const QString origin = outgoing.url.toString();
    const signing::Request toSign{message.headers, message.body, message.method, message.target,
                                  origin + QString::fromLatin1(message.target)};
    const auto signature = signing::sign(source->signing, toSign, *secret, clock.now());
    if (!signature)
        return signature.error();
    const auto target = signing::signTarget(source->signing, message.target, *secret);
    if (!target)
        return target.error();
    message.target = *target;
    replace(message.headers, *signature);
    return outgoing;
}

void noteAnswer(store::Exchange& exchange, const Result<http::Response>& response)
{
    if (!response) {
        exchange.error = QString::fromLatin1(codeName(response.error().code)) + QStringLiteral(": ") +
                         response.error().args.value(1);
        return;
    }
    exchange.status = response->status;
    exchange.headers = response->headers;
    exchange.body = response->body.left(longestAnswer);
    exchange.duration = response->duration;
}

} // namespace hw::engine
