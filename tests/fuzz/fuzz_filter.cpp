// The filter language: positions stay within the text, and what parses also makes SQL and matches without harm.

#include "core/store/filter.h"
#include "core/store/filtersubject.h"

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

class Subject final : public FilterSubject
{
public:
    Subject(const http::Headers& headers, const QByteArray& body)
        : m_headers(headers)
        , m_body(body)
    {
        m_row.eventType = QStringLiteral("customer.created");
        m_row.id = QStringLiteral("hw_1");
    }

    const EventRow& row() override { return m_row; }
    const QByteArray& target() override { return m_target; }
    std::optional<QByteArrayView> head() override { return std::nullopt; }
    const http::Headers& headers() override { return m_headers; }
    const QByteArray& body() override { return m_body; }

private:
    EventRow m_row;
    QByteArray m_target = "/s/x?y";
    const http::Headers& m_headers;
    const QByteArray& m_body;
};

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
    (void)filter->indexExpression();
    for (const QByteArray& body :
         {QByteArray(R"({"a":[1,{"b":"c"}],"d":null,"amount":10.5})"), QByteArray("no json")}) {
        Subject subject(headers, body);
        (void)filter->matches(subject);
    }
    return 0;
}
