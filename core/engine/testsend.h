#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/catalog/provider.h"
#include "core/http/message.h"
#include "core/signing/signing.h"
#include "core/workspace/source.h"

#include <optional>

namespace hw::engine {

/// What is to be sent.
struct TestContent
{
    QString type;                   ///< an event type, or an alias of one
    QString shape;                  ///< of the sample; empty = the current one
    std::optional<QByteArray> body; ///< instead of a sample
};

/// A request as the provider would send it now to `target` (path and query): a sample (or the given body), its headers,
/// and a signature with a fresh timestamp where the source has a scheme. Ids of a sample vary from call to call.
/// `origin` ("https://hooks.example") is signed by the schemes that sign the public URL.
///
/// Errors: as sampleBody(); SecretMissing (name) where the scheme needs one that is not there; what signing says of the
/// secret's form.
[[nodiscard]] Result<http::Message> signedRequest(const catalog::Provider& provider, const workspace::Source& source,
                                                  const TestContent& content, const QByteArray& target,
                                                  const QString& origin,
                                                  const std::optional<signing::NamedSecret>& secret,
                                                  const Clock& clock);

} // namespace hw::engine
