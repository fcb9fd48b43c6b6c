#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/http/sender.h"
#include "core/record/event.h"
#include "core/signing/signing.h"
#include "core/store/exchange.h"
#include "core/workspace/source.h"

#include <QUrl>

#include <optional>

namespace hw::engine {

enum class Resend {
    Signed, ///< with a fresh timestamp and signature, where the source has a scheme
    Exact,  ///< the bytes as they came, the old signature and Host included
};

/// A captured request, ready to be sent again. `to` without a path keeps the request's own. A fresh signature stands
/// where the old one stood; `source` is null where the event has none (unrouted, or deleted since).
///
/// Errors: SecretMissing (name) where the scheme needs one that is not given; what signing says of the secret's form.
[[nodiscard]] Result<http::Outgoing> resendRequest(const http::Message& request, const QUrl& to, Resend how,
                                                   const workspace::Source* source,
                                                   const std::optional<signing::NamedSecret>& secret,
                                                   const Clock& clock);

/// A captured request that is to be sent again, with the secret that stands in the engine's store.
struct ResendRequest
{
    http::Message message;
    QUrl to;
    Resend how = Resend::Signed;
    QString source;      ///< key; may be one that there is none of any more: then nothing is signed
    QString environment; ///< whose secrets sign
};

/// What came back, as it is kept beside the event: the answer, of its body at most a MiB, or why there is none.
void noteAnswer(store::Exchange& exchange, const Result<http::Response>& response);

} // namespace hw::engine
