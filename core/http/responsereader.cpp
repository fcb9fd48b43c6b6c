#include "core/http/responsereader.h"

#include <boost/beast/http/basic_parser.hpp>

namespace hw::http {

namespace {

namespace beast = boost::beast::http;
using boost::beast::string_view;
using BeastError = boost::beast::error_code;

constexpr std::uint32_t headerLimit = 256 * 1024;

QByteArray bytesOf(string_view text)
{
    return QByteArray(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

class ResponseReader::Parser final : public beast::basic_parser<false>
{
public:
    Parser(Response& response, bool toHead, qint64 maxBody)
        : m_response(response)
    {
        header_limit(headerLimit);
        body_limit(static_cast<std::uint64_t>(maxBody));
        skip(toHead);
    }

    [[nodiscard]] bool hasStarted() const { return got_some(); }

private:
    void on_request_impl(beast::verb, string_view, string_view, int, BeastError&) override {}
    void on_response_impl(int code, string_view reason, int, BeastError&) override
    {
        m_response.status = code;
        m_response.reason = bytesOf(reason);
    }
    void on_field_impl(beast::field, string_view name, string_view value, BeastError&) override
    {
        if (!is_header_done()) // else it is a trailer
            m_response.headers.push_back({bytesOf(name), bytesOf(value)});
    }
    void on_header_impl(BeastError&) override {}
    void on_body_init_impl(const boost::optional<std::uint64_t>&, BeastError&) override {}
    size_t on_body_impl(string_view bytes, BeastError&) override
    {
        m_response.body.append(bytes.data(), static_cast<qsizetype>(bytes.size()));
        return bytes.size();
    }
    void on_chunk_header_impl(std::uint64_t, string_view, BeastError&) override {}
    size_t on_chunk_body_impl(std::uint64_t, string_view bytes, BeastError& error) override
    {
        return on_body_impl(bytes, error);
    }
    void on_finish_impl(BeastError&) override {}

    Response& m_response;
};

ResponseReader::ResponseReader(QByteArrayView requestMethod, qint64 maxBody)
    : m_toHead(requestMethod == "HEAD")
    , m_maxBody(maxBody)
{
    restart();
}

ResponseReader::~ResponseReader() = default;

void ResponseReader::restart()
{
    m_response = Response();
    m_parser = std::make_unique<Parser>(m_response, m_toHead, m_maxBody);
}

ResponseReader::State ResponseReader::fail(const QString& why)
{
    m_fault = why;
    return m_state = State::Failed;
}

ResponseReader::State ResponseReader::complete()
{
    m_keepAlive = m_parser->keep_alive() && m_buffer.isEmpty();
    return m_state = State::Complete;
}

ResponseReader::State ResponseReader::feed(QByteArrayView bytes)
{
    constexpr int switchingProtocols = 101;
    if (m_state != State::More)
        return m_state;
    m_buffer.append(bytes);
    while (!m_buffer.isEmpty()) {
        BeastError error;
        const size_t used =
            m_parser->put(boost::asio::const_buffer(m_buffer.constData(), static_cast<size_t>(m_buffer.size())), error);
        m_buffer.remove(0, static_cast<qsizetype>(used));
        if (error && error != beast::error::need_more)
            return fail(QString::fromStdString(error.message()));
        if (m_parser->is_done()) {
            if (m_response.status >= 200 || m_response.status == switchingProtocols)
                return complete();
            restart();
        } else if (error) {
            break;
        }
    }
    return m_state;
}

ResponseReader::State ResponseReader::end()
{
    if (m_state != State::More)
        return m_state;
    if (!m_parser->hasStarted())
        return fail(QStringLiteral("connection closed without an answer"));
    BeastError error;
    m_parser->put_eof(error);
    if (error)
        return fail(QString::fromStdString(error.message()));
    return complete();
}

Response ResponseReader::take()
{
    return std::move(m_response);
}

} // namespace hw::http
