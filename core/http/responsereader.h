#pragma once

#include "core/http/sender.h"

#include <memory>

namespace hw::http {

/// Reads one response from bytes in any split, over Boost.Beast's parser. Interim answers (1xx) are skipped.
class ResponseReader final
{
public:
    enum class State { More, Complete, Failed };

    /// A response to HEAD has a length but no body.
    ResponseReader(QByteArrayView requestMethod, qint64 maxBody);
    ~ResponseReader();
    Q_DISABLE_COPY_MOVE(ResponseReader)

    State feed(QByteArrayView bytes);
    /// The peer has closed: that is the end of a body without a length.
    State end();

    [[nodiscard]] bool keepAlive() const { return m_keepAlive; } ///< once Complete
    [[nodiscard]] QString fault() const { return m_fault; }      ///< once Failed: the parser's text
    [[nodiscard]] Response take();

private:
    class Parser;

    void restart();
    State fail(const QString& why);
    State complete();

    const bool m_toHead;
    const qint64 m_maxBody;
    std::unique_ptr<Parser> m_parser;
    Response m_response;
    QByteArray m_buffer;
    QString m_fault;
    State m_state = State::More;
    bool m_keepAlive = false;
};

} // namespace hw::http
