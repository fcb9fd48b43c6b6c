#pragma once

#include "core/base/clock.h"
#include "core/http/sender.h"
#include "core/record/event.h"
#include "core/store/exchange.h"
#include "core/store/writer.h"
#include "core/workspace/workspace.h"

#include <QObject>
#include <QUrl>

#include <map>

namespace hw::engine {

/// Sends captured requests on to local apps as they came, and keeps the answers beside their events. What cannot be
/// sent is kept as such too. Lives in the engine's thread.
class Forwarder final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Forwarder)

public:
    /// Both outlive the forwarder.
    Forwarder(store::Writer& writer, const Clock& clock, QObject* parent = nullptr);

    /// `event` is stored (it has its seq). `rest` is what its path has behind the source's key. `ownPort` is where this
    /// program listens, 0 = nowhere.
    void forward(const Event& event, const QByteArray& rest, const workspace::LocalSettings& local, quint16 ownPort);

    /// What is under way is not waited for: it is kept as cut off. Called before the writer stops.
    void abandon();

private:
    void record(store::Exchange exchange);

    store::Writer& m_writer;
    const Clock& m_clock;
    http::Sender m_sender;
    qint64 m_bytesUnderWay = 0;
    std::map<quint64, store::Exchange> m_underWay; ///< by a number of our own
    quint64 m_lastNumber = 0;
};

/// Where a request goes: the app's URL with what the path has behind the source's key, and both queries.
[[nodiscard]] QUrl forwardUrl(const QUrl& app, const QByteArray& rest, const QByteArray& query);

/// Whether a URL leads back to this program: its own port on this machine, or the public URL that leads there.
[[nodiscard]] bool leadsHome(const QUrl& url, const workspace::LocalSettings& local, quint16 ownPort);

} // namespace hw::engine
