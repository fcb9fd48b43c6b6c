#pragma once

#include "app/scripthost/masker.h"

#include "core/http/message.h"
#include "core/record/event.h"
#include "core/script/program.h"
#include "core/script/protocol.h"
#include "core/script/wire.h"
#include "core/signing/signing.h"

#include <QJSValue>

#include <memory>
#include <optional>

namespace hw::scripthost {

struct Limits
{
    qint64 console = 0;
    qint64 result = 0;
    qint64 parsedBody = 0;
    qint64 timeMs = 0;
};

/// The vars and secrets of an environment, kept while jobs use them.
struct Variables
{
    quint32 id = 0;
    std::vector<signing::NamedSecret> all;
    Masker masker;
};

/// `ctx.signing` as JSON.
struct SigningSettings
{
    quint32 id = 0;
    QString json = QStringLiteral("null");
};

/// One event as it came over the socket.
struct Job
{
    quint64 number = 0;
    std::shared_ptr<const Variables> variables;
    std::shared_ptr<const SigningSettings> signing;
    http::Headers headers;
    QByteArray method, path, query;
    QString url;
    QByteArray body;                 ///< the raw bytes of the request
    QByteArray element;              ///< JSON of the element, where the request is a batch
    std::optional<BatchPlace> batch; ///< likewise
    QString source, environment;
    qint64 receivedAt = 0; ///< µs since the epoch
    qint64 now = 0;
    quint64 seed = 0;
    std::optional<Verification> recordedVerification; ///< stands for all that the verify built-ins would find
};

} // namespace hw::scripthost
