// The filter language: positions stay within the text, and what parses also makes SQL and matches without harm.

#include "core/store/filter.h"

#include <cstdint>
#include <cstdlib>

using namespace hw;
using namespace hw::store;

namespace {

void require(bool condition)
{
    if (!condition)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char*>(data), static_cast<qsizetype>(size));
    const Result<Filter> filter = Filter::parse(text, fromMicroseconds(1795446000000000));
    if (!filter) {
        require(filter.error().column >= 1 && filter.error().column <= text.size() + 1);
        return 0;
    }
    require(filter->text() == text);
    for (const FilterToken& token : filter->tokens())
        require(token.position >= 0 && token.length > 0 && token.position + token.length <= text.size());
    const FilterSql sql = filter->sql();
    require(sql.where.count('?') == static_cast<qsizetype>(sql.values.size()));
    const http::Headers headers{{"User-Agent", "Stripe/1.0"}, {"X-Empty", ""}};
    EventRow row;
    row.eventType = QStringLiteral("customer.created");
    row.id = QStringLiteral("hw_1");
    (void)filter->matches(row, "/s/x?y", headers, R"({"a":[1,{"b":"c"}],"d":null,"amount":10.5})");
    (void)filter->matches(row, "/", {}, "no json");
    return 0;
}
