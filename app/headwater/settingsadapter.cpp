#include "app/headwater/settingsadapter.h"

#include "core/engine/engine.h"

namespace hw::app {

namespace {

class Link final : public models::SettingsLink
{
public:
    explicit Link(engine::Engine& engine)
        : m_engine(engine)
    {}

    void changeLocal(std::function<void(workspace::LocalSettings&)> change, QObject* context, Done done) override
    {
        m_engine.edit(
            [change](workspace::WorkspaceFiles& files) {
                workspace::LocalSettings local = files.workspace().local;
                change(local);
                return files.saveLocal(local);
            },
            context, [done](const Result<void>& result) { done(result); });
    }

    void changeEnvironment(const QString& name, std::function<void(workspace::Environment&)> change, QObject* context,
                           Done done) override
    {
        m_engine.edit(
            [name, change](workspace::WorkspaceFiles& files) -> Result<void> {
                const workspace::EnvironmentState* state = files.workspace().environment(name);
                if (!state)
                    return Error{ErrorCode::NotFound, {QStringLiteral("environment"), name}};
                workspace::Environment environment = state->environment;
                change(environment);
                return files.saveEnvironment(environment);
            },
            context, [done](const Result<void>& result) { done(result); });
    }

    void addEnvironment(const QString& name, QObject* context, Done done) override
    {
        m_engine.edit(
            [name](workspace::WorkspaceFiles& files) -> Result<void> {
                if (files.workspace().environment(name))
                    return Error{ErrorCode::AlreadyExists, {QStringLiteral("environment"), name}};
                workspace::Environment environment;
                environment.name = name;
                return files.saveEnvironment(environment);
            },
            context, [done](const Result<void>& result) { done(result); });
    }

    void setSecret(const QString& environment, const QString& name, const SecretString& value, QObject* context,
                   Done done) override
    {
        m_engine.setSecretOf(environment, name, value, context, [done](const Result<void>& result) { done(result); });
    }

    void restoreSecret(const QString& environment, const QString& name, QObject* context, Done done) override
    {
        m_engine.restoreSecretOf(environment, name, context, [done](const Result<void>& result) { done(result); });
    }

    void findSecrets(const QString& environment, QObject* context, SecretsDone done) override
    {
        m_engine.findSecrets(environment, context, [done](const Result<engine::SecretPlaces>& places) {
            if (!places)
                done(places.error());
            else
                done(Secrets{places->found, places->missing, places->error});
        });
    }

private:
    engine::Engine& m_engine;
};

} // namespace

std::unique_ptr<models::SettingsLink> settingsLinkTo(engine::Engine& engine)
{
    return std::make_unique<Link>(engine);
}

} // namespace hw::app
