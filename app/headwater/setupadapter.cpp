#include "app/headwater/setupadapter.h"

#include "core/base/json.h"
#include "core/engine/engine.h"
#include "core/http/sender.h"
#include "ui/models/launchsetting.h"

#include <QFileInfo>
#include <QUrl>

namespace hw::app {

namespace {

using workspace::WorkspaceFiles;

http::Sender::Options localOptions(const QString& databasePath)
{
    http::Sender::Options options;
    options.alsoTrusted = models::certificateFile(QFileInfo(databasePath).path());
    options.timeout = std::chrono::milliseconds(10000); // beyond the longest time that a script may take
    return options;
}

Result<void> keep(WorkspaceFiles& files, const QString& key, const std::optional<models::SetupState>& state)
{
    workspace::LocalSettings local = files.workspace().local;
    models::setSetup(local, key, state);
    return local == files.workspace().local ? Result<void>() : files.saveLocal(local);
}

Result<models::SetupLink::Answer> answerOf(const Result<http::Response>& response)
{
    if (!response)
        return response.error();
    models::SetupLink::Answer answer;
    answer.status = response->status;
    if (const auto body = json::parse(response->body))
        answer.eventId = (*body)[u"id"].toString();
    return answer;
}

class Link final : public models::SetupLink
{
public:
    Link(engine::Engine& engine, const QString& databasePath, const Clock& clock)
        : m_engine(engine)
        , m_clock(clock)
        , m_sender(localOptions(databasePath))
    {
        connect(&engine, &engine::Engine::snapshotChanged, this, [this](const engine::Snapshot& snapshot) {
            QStringList keys;
            for (auto it = snapshot.secretProblems.constBegin(); it != snapshot.secretProblems.constEnd(); ++it)
                keys.append(it.key());
            keys.sort();
            Q_EMIT waitingForSecret(keys);
        });
    }

    void addSource(const catalog::Provider& provider, const QString& wantedKey, const QString& name,
                   const models::SetupState& state, QObject* context, Added done) override
    {
        auto key = std::make_shared<QString>();
        const auto change = [provider, wantedKey, name, state, key,
                             now = m_clock.now()](WorkspaceFiles& files) -> Result<void> {
            workspace::NewSource wanted;
            wanted.key = wantedKey;
            wanted.name = name;
            const auto added = files.addSource(provider, wanted, now);
            if (!added)
                return added.error();
            *key = added->key;
            return keep(files, added->key, state);
        };
        m_engine.edit(change, context, [key, done](const Result<void>& result) {
            done(result ? Result<QString>(*key) : Result<QString>(result.error()));
        });
    }

    void changeProvider(const QString& key, const catalog::Provider& provider, const QString& name, QObject* context,
                        Done done) override
    {
        const auto change = [key, provider, name, now = m_clock.now()](WorkspaceFiles& files) -> Result<void> {
            const auto changed = files.changeProvider(key, provider, name, now);
            return changed ? Result<void>() : Result<void>(changed.error());
        };
        m_engine.edit(change, context, std::move(done));
    }

    void setSuggestions(const QString& key, const catalog::Provider& provider, const std::vector<size_t>& taken,
                        QObject* context, Done done) override
    {
        const auto change = [key, provider, taken, now = m_clock.now()](WorkspaceFiles& files) {
            return files.setSuggestions(key, provider, taken, now);
        };
        m_engine.edit(change, context, std::move(done));
    }

    void setSecret(const QString& name, const SecretString& value, QObject* context, Done done) override
    {
        m_engine.setSecret(name, value, context, std::move(done));
    }

    void setPublicUrl(const QString& url, QObject* context, Done done) override
    {
        const auto change = [url](WorkspaceFiles& files) {
            workspace::LocalSettings local = files.workspace().local;
            local.publicUrl = url;
            return files.saveLocal(local);
        };
        m_engine.edit(change, context, std::move(done));
    }

    void keepState(const QString& key, const std::optional<models::SetupState>& state, QObject* context,
                   Done done) override
    {
        m_engine.edit([key, state](WorkspaceFiles& files) { return keep(files, key, state); }, context,
                      std::move(done));
    }

    void removeSource(const QString& key, QObject* context, Done done) override
    {
        const auto change = [key, now = m_clock.now()](WorkspaceFiles& files) -> Result<void> {
            const auto removed = files.removeSource(key, now);
            return removed ? keep(files, key, std::nullopt) : Result<void>(removed.error());
        };
        m_engine.edit(change, context, std::move(done));
    }

    void restoreSource(const QString& key, const models::SetupState& state, QObject* context, Done done) override
    {
        const auto change = [key, state](WorkspaceFiles& files) -> Result<void> {
            for (const workspace::RemovedSource& removed : std::vector(files.workspace().removed)) {
                if (removed.key != key)
                    continue;
                if (auto restored = files.restoreSource(removed); !restored)
                    return restored;
                return keep(files, key, state);
            }
            return Error{ErrorCode::NotFound, {QStringLiteral("source"), key}};
        };
        m_engine.edit(change, context, std::move(done));
    }

    void probe(const QString& url, QObject* context, Answered done) override
    {
        http::Message message;
        message.method = "HEAD";
        message.headers.push_back({"User-Agent", "Headwater/" HW_VERSION});
        m_sender.send({QUrl(url), message, http::HostHeader::FromUrl}, context,
                      [done](const Result<http::Response>& response) { done(answerOf(response)); });
    }

    void sendSample(const QString& key, const catalog::Provider& provider, const QString& type, const QString& origin,
                    QObject* context, Answered done) override
    {
        m_engine.signSample({provider, key, type, origin}, context,
                            [this, context, origin, done](const Result<http::Message>& message) {
                                if (!message) {
                                    done(message.error());
                                    return;
                                }
                                m_sender.send({QUrl(origin), *message, http::HostHeader::FromUrl}, context,
                                              [done](const Result<http::Response>& r) { done(answerOf(r)); });
                            });
    }

private:
    engine::Engine& m_engine;
    const Clock& m_clock;
    http::Sender m_sender;
};

} // namespace

std::unique_ptr<models::SetupLink> setupLinkTo(engine::Engine& engine, const QString& databasePath, const Clock& clock)
{
    return std::make_unique<Link>(engine, databasePath, clock);
}

} // namespace hw::app
