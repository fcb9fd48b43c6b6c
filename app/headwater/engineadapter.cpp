#include "app/headwater/engineadapter.h"

#include "core/engine/engine.h"

namespace hw::app {

namespace {

class Link final : public models::EngineLink
{
public:
    explicit Link(engine::Engine& engine)
        : m_engine(engine)
    {
        connect(&engine, &engine::Engine::opened, this, &models::EngineLink::opened);
        connect(&engine, &engine::Engine::storeChanged, this, &models::EngineLink::storeChanged);
        connect(&engine, &engine::Engine::ownerChanged, this, &models::EngineLink::ownerChanged);
        connect(&engine, &engine::Engine::snapshotChanged, this, [this](const engine::Snapshot& snapshot) {
            if (snapshot.workspace)
                Q_EMIT workspaceChanged(snapshot.workspace, snapshot.environment);
        });
        connect(&engine, &engine::Engine::listenerChanged, this, [this](const engine::ListenerState& state) {
            if (state.error)
                Q_EMIT listenFailed(*state.error);
            else if (state.listening)
                Q_EMIT listening(state.host, state.port, state.fingerprint);
            else
                Q_EMIT stopped();
        });
    }

    void startOpen() override { m_engine.startOpen(); }
    void startListener(const http::ListenOptions& options) override { m_engine.startListener(options); }
    void stopListener() override { m_engine.stopListener(); }

    void useEnvironment(const QString& name) override
    {
        m_engine.useEnvironment(name, this, [this](const Result<void>& result) { report(result); });
    }

    void setPort(quint16 port) override
    {
        const auto change = [port](workspace::WorkspaceFiles& files) {
            workspace::LocalSettings local = files.workspace().local;
            local.port = port;
            return files.saveLocal(local);
        };
        m_engine.edit(change, this, [this](const Result<void>& result) { report(result); });
    }

private:
    void report(const Result<void>& result)
    {
        if (!result)
            Q_EMIT failed(result.error());
    }

    engine::Engine& m_engine;
};

} // namespace

std::unique_ptr<models::EngineLink> linkTo(engine::Engine& engine)
{
    return std::make_unique<Link>(engine);
}

} // namespace hw::app
