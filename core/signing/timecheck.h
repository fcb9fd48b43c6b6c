#pragma once

#include "core/base/clock.h"
#include "core/signing/schemes.h"

#include <QByteArray>
#include <QString>

#include <optional>

namespace hw::signing {

struct TimeCheck
{
    std::optional<bool> ok;
    QString detail;
    QByteArray reason;                ///< where ok is false
    std::chrono::milliseconds age{0}; ///< negative = ahead; 0 where there is no time
};

/// Compares the request's time with `now`. `written` is the time as the headers have it; for schemes that keep it in
/// the body it is read from there, and a body without one passes (the signature covers that too).
[[nodiscard]] TimeCheck checkTime(const Scheme& scheme, const QByteArray& written, QByteArrayView body, Timestamp now);

/// "9 s", "11 min", "3 h", "2 days".
[[nodiscard]] QString roughly(std::chrono::milliseconds span);

} // namespace hw::signing
