#pragma once

#include "core/http/responsereader.h"

#include <QSslSocket>
#include <QTimer>

#include <optional>

namespace hw::http {

/// One connection of a Sender: carries one exchange at a time.
class SenderLink final : public QObject
{
    Q_OBJECT

public:
    SenderLink(QUrl origin, const Sender::Options& options, QObject* parent);
    ~SenderLink() override;
    Q_DISABLE_COPY_MOVE(SenderLink)

    /// Connects where it is not connected. `url` is for error texts.
    void start(Sender::Id id, const QUrl& url, QByteArray head, QByteArray body, QByteArrayView method);
    [[nodiscard]] bool isFree() const { return !m_reader; }
    [[nodiscard]] bool isGone() const { return m_gone; }
    [[nodiscard]] Sender::Id job() const { return m_job; }
    void abort();

Q_SIGNALS:
    void exchanged(hw::http::Sender::Id id, const hw::Result<hw::http::Response>& result);
    void gone(); ///< closed for good, after exchanged() where one was under way

private:
    void send();
    void onReadable();
    void onError();
    void onTimer();
    void finish(const Result<Response>& result);
    void leave();

    const QUrl m_origin;
    const Sender::Options m_options;
    QSslSocket m_socket;
    QTimer m_timer; ///< time-out of the exchange, or of being idle
    std::optional<ResponseReader> m_reader;
    Sender::Id m_job = 0;
    QUrl m_url;
    QByteArray m_head;
    QByteArray m_body;
    std::chrono::steady_clock::time_point m_startedAt;
    bool m_gone = false;
};

} // namespace hw::http
