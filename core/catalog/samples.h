#pragma once

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/catalog/provider.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace hw::catalog {

/// A sample of `type` (or of what this alias stands for) as the provider would send it now: the catalogue's text with
/// its placeholders filled in, in the current shape or in the one that is named. NotFound ("sample", type) where the
/// catalogue has none, NotFound ("shape", name).
///
/// Placeholders, the same text giving the same value throughout one body:
///   {{id:cus}}  {{id:cus:14}}     "cus_" and 24 (or 14) random letters and digits
///   {{id:cus#2}}                  #n tells several of one kind apart, for all of the random ones
///   {{uuid}}                      a random UUID
///   {{hex:32}} {{digits:6}}       so many random hexadecimal or decimal digits, which stay text
///   {{upper:26}}                  so many random capital letters and digits
///   {{now}} {{now_ms}} {{now_iso}} {{now-60}} {{now_iso+86400}}   the clock, with an offset in seconds
///   {{int:1000-9999}}             a random integer of the range
///   {{schema}}                    of a sample for many types: the part of the type that stands there
/// A JSON string that is nothing but a {{now…}}, {{now_ms…}} or {{int:…}} placeholder becomes a number, so that the
/// files themselves are JSON.
[[nodiscard]] Result<QByteArray> sampleBody(const Provider& provider, const QString& type, const Clock& clock,
                                            const QString& shape = {});

/// The headers that go with it, without the signature: content type, user agent, the sample's own.
[[nodiscard]] http::Headers sampleHeaders(const Provider& provider, const QString& type, const Clock& clock);

using TypeParts = QHash<QByteArray, QByteArray>;

/// What stands in `type` for the {{parts}} of a template's type, in UTF-8 and as JSON strings have it, without quotes;
/// nothing where it does not fit. A part is one character at least; only the last may hold the character that follows
/// the part before it.
[[nodiscard]] std::optional<TypeParts> partsOf(QStringView typeTemplate, QStringView type);

/// Fills the placeholders of any text; unknown ones are left as they are.
[[nodiscard]] QByteArray fillPlaceholders(QByteArrayView text, const Clock& clock, const TypeParts& parts = {});

} // namespace hw::catalog
