#include "core/engine/testsend.h"

#include "core/catalog/samples.h"

namespace hw::engine {

Result<http::Message> signedRequest(const catalog::Provider& provider, const workspace::Source& source,
                                    const TestContent& content, const QByteArray& target, const QString& origin,
                                    const std::optional<signing::NamedSecret>& secret, const Clock& clock)
{
    http::Message message;
    message.method = "POST";
    message.target = target;
    message.headers = catalog::sampleHeaders(provider, content.type, clock);
    if (content.body) {
        message.body = *content.body;
    } else {
        auto sample = catalog::sampleBody(provider, content.type, clock, content.shape);
        if (!sample)
            return sample.error();
        message.body = std::move(*sample);
    }
    if (source.signing.scheme == QLatin1String("none"))
        return message;
    if (!secret)
        return Error{ErrorCode::SecretMissing, {source.signing.secrets.value(0)}};
    const signing::Request request{message.headers, message.body, message.method, message.target,
                                   origin + QString::fromLatin1(target)};
    const auto signature = signing::sign(source.signing, request, *secret, clock.now());
    if (!signature)
        return signature.error();
    const auto signedTarget = signing::signTarget(source.signing, target, *secret);
    if (!signedTarget)
        return signedTarget.error();
    message.target = *signedTarget;
    for (const http::Header& header : *signature)
        message.headers.push_back(header);
    return message;
}

} // namespace hw::engine
