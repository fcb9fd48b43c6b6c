#pragma once

#include "ui/models/enginelink.h"
#include "ui/models/eventsource.h"
#include "ui/widgets/page.h"

/// An engine that does nothing but remember what it was asked.
class FakeEngine final : public hw::models::EngineLink
{
    Q_OBJECT

public:
    void startOpen() override { ++opens; }
    void startListener(const hw::http::ListenOptions& options) override { starts.append(options.port); }
    void stopListener() override { ++stops; }
    void useEnvironment(const QString& name) override { environments.append(name); }
    void setPort(quint16 port) override { ports.append(port); }

    int opens = 0;
    int stops = 0;
    QList<quint16> starts;
    QList<quint16> ports;
    QStringList environments;
};

/// A store whose answers the test sends.
class FakeEvents final : public hw::models::EventSource
{
    Q_OBJECT

public:
    void requestPage(quint64, const hw::store::Filter&, const hw::store::PageRequest&) override {}
    void requestEvent(quint64 generation, const QString& id) override
    {
        event = generation;
        eventId = id;
    }
    void requestCount(quint64 generation, const hw::store::Filter&) override { count = generation; }
    void requestHistogram(quint64, hw::Timestamp, hw::Timestamp, const QString&) override {}
    void requestSummary(quint64 generation) override { summary = generation; }

    quint64 summary = 0;
    quint64 count = 0;
    quint64 event = 0;
    QString eventId;
};

/// A page that remembers its place.
class FakePage final : public hw::widgets::Page
{
    Q_OBJECT

public:
    void setPlace(const hw::models::Place& to) override { place = to; }
    QList<QAction*> headerActions() const override { return actions; }
    QList<QAction*> menuActions(hw::widgets::MenuId id) const override
    {
        return id == hw::widgets::MenuId::Event ? actions : id == hw::widgets::MenuId::Edit ? edits : QList<QAction*>();
    }

    hw::models::Place place;
    QList<QWidget*> regions() const override { return parts; }

    QList<QAction*> actions;
    QList<QAction*> edits;
    QList<QWidget*> parts;
};

/// A workspace with two environments (one of them live) and the sources of the design's first picture.
[[nodiscard]] std::shared_ptr<const hw::workspace::Workspace> sampleWorkspace();
[[nodiscard]] hw::store::Summary sampleSummary(hw::Timestamp now);
