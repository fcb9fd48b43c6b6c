#pragma once

#include "core/catalog/catalog.h"
#include "core/engine/engine.h"
#include "core/store/readthread.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "ui/models/scriptpresenter.h"
#include "ui/models/storeeventsource.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace hw::test {

inline constexpr char orderSecret[] = "a-made-up-secret";

/// A workspace with the source "orders" and one captured event, its engine, and the Script view's presenter on it.
class ScriptWorkspace
{
public:
    ScriptWorkspace()
    {
        qputenv("HEADWATER_SECRET_ORDERS_SIGNING_SECRET", orderSecret);
        const Timestamp now = m_clock.now();
        auto files = workspace::WorkspaceFiles::create(root(), QStringLiteral("test"), now);
        const catalog::Provider* provider = m_catalog.find(u"custom");
        workspace::NewSource wanted;
        wanted.key = QStringLiteral("orders");
        wanted.name = QStringLiteral("Orders");
        const auto added = (*files)->addSource(*provider, wanted, now);
        m_ok = added.hasValue();
        engine::EngineOptions options;
        options.root = root();
        options.scriptHostPath = QStringLiteral(HW_BIN_DIR "/headwater-scripthost");
        options.scriptHosts = 1;
        m_engine = std::make_unique<engine::Engine>(options);
        m_ok = m_ok && m_engine->open().hasValue();
    }

    /// Call before presenter().
    bool capture(const QByteArray& body)
    {
        engine::ProcessRequest request;
        request.source = QStringLiteral("orders");
        request.message.method = "POST";
        request.message.target = "/s/orders";
        request.message.headers = {{"Content-Type", "application/json"},
                                   {"X-Webhook-Signature", hmacHex(orderSecret, body)}};
        request.message.body = body;
        std::optional<bool> done;
        m_engine->process(std::move(request), m_engine.get(),
                          [&](const Result<engine::Processed>& processed) { done = processed.hasValue(); });
        return QTest::qWaitFor([&] { return done.has_value(); }, 30000) && *done;
    }

    models::ScriptPresenter& presenter()
    {
        if (!m_presenter) {
            m_reader = std::make_unique<store::ReadThread>(root() + QStringLiteral("/data/headwater.db"));
            m_events = std::make_unique<models::StoreEventSource>(*m_reader);
            m_presenter = std::make_unique<models::ScriptPresenter>(*m_engine, *m_events, m_catalog, m_clock);
        }
        return *m_presenter;
    }

    [[nodiscard]] bool isOk() const { return m_ok; }
    [[nodiscard]] QString root() const { return m_dir.filePath(QStringLiteral("ws")); }
    [[nodiscard]] QString scriptFile() const { return root() + QStringLiteral("/sources/orders/script.js"); }
    [[nodiscard]] engine::Engine& engine() { return *m_engine; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }
    [[nodiscard]] const catalog::Catalog& catalog() const { return m_catalog; }

    /// As another program would.
    bool writeOutside(const QByteArray& text) const
    {
        QFile file(scriptFile());
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    }

    [[nodiscard]] QByteArray fileText() const
    {
        QFile file(scriptFile());
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_dir;
    SystemClock m_clock;
    catalog::Catalog m_catalog = catalog::Catalog::load();
    bool m_ok = false;
    std::unique_ptr<engine::Engine> m_engine;
    std::unique_ptr<store::ReadThread> m_reader;
    std::unique_ptr<models::StoreEventSource> m_events;
    std::unique_ptr<models::ScriptPresenter> m_presenter;
};

} // namespace hw::test
