#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/catalog/provider.h"

#include <QByteArray>
#include <QString>

namespace hw::catalog {

/// A sample of `type` (or of what this alias stands for) as the provider would send it now: bytes for bytes the file of
/// the catalogue, with its placeholders filled in. NotFound ("sample", type) where the catalogue has none.
///
/// Placeholders, the same text giving the same value throughout one body:
///   {{id:cus}}  {{id:cus:14}}     "cus_" and 24 (or 14) random letters and digits
///   {{id:cus#2}}                  #n tells several of one kind apart, for all of the random ones
///   {{uuid}}                      a random UUID
///   {{hex:32}}                    so many random hexadecimal digits
///   {{now}} {{now_ms}} {{now_iso}} {{now-60}} {{now_iso+86400}}   the clock, with an offset in seconds
///   {{int:1000-9999}}             a random integer of the range
/// A JSON string that is nothing but a {{now…}}, {{now_ms…}} or {{int:…}} placeholder becomes a number, so that the
/// files themselves are JSON.
[[nodiscard]] Result<QByteArray> sampleBody(const Provider& provider, const QString& type, const Clock& clock);

/// The headers that go with it, without the signature: content type, user agent, the sample's own.
[[nodiscard]] http::Headers sampleHeaders(const Provider& provider, const QString& type);

/// Fills the placeholders of any text; unknown ones are left as they are.
[[nodiscard]] QByteArray fillPlaceholders(QByteArrayView text, const Clock& clock);

} // namespace hw::catalog
