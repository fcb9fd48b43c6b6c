#pragma once

#include "core/base/result.h"
#include "core/base/secretstring.h"
#include "core/catalog/provider.h"
#include "ui/models/setupstate.h"

#include <QObject>

#include <functional>
#include <vector>

namespace hw::models {

/// What setting up a source needs of the engine, small enough to be replaced in tests. Nothing here waits: callbacks
/// come later in the thread of this object, and not at all once `context` is gone.
class SetupLink : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SetupLink)

public:
    /// What the endpoint answered to a request over real HTTP.
    struct Answer
    {
        int status = 0;
        QString eventId; ///< empty where the answer names none
    };

    using Done = std::function<void(Result<void>)>;
    using Added = std::function<void(Result<QString>)>; ///< the new key
    using Answered = std::function<void(Result<Answer>)>;

    using QObject::QObject;
    ~SetupLink() override;

    /// An empty key = a random one; the state is kept in the same step.
    virtual void addSource(const catalog::Provider& provider, const QString& key, const QString& name,
                           const SetupState& state, QObject* context, Added done) = 0;
    /// The key stays.
    virtual void changeProvider(const QString& key, const catalog::Provider& provider, const QString& name,
                                QObject* context, Done done) = 0;
    virtual void setSuggestions(const QString& key, const catalog::Provider& provider, const std::vector<size_t>& taken,
                                QObject* context, Done done) = 0;
    /// Of the active environment.
    virtual void setSecret(const QString& name, const SecretString& value, QObject* context, Done done) = 0;
    /// Base URL of this workspace on this machine; empty = none.
    virtual void setPublicUrl(const QString& url, QObject* context, Done done) = 0;
    /// Nothing = the set-up is finished.
    virtual void keepState(const QString& key, const std::optional<SetupState>& state, QObject* context, Done done) = 0;
    /// To the trash, from which restoreSource() takes the latest of this key.
    virtual void removeSource(const QString& key, QObject* context, Done done) = 0;
    virtual void restoreSource(const QString& key, const SetupState& state, QObject* context, Done done) = 0;
    /// A HEAD request to this URL.
    virtual void probe(const QString& url, QObject* context, Answered done) = 0;
    /// A sample of this type, signed with the stored secret, to the source's endpoint below `origin`.
    virtual void sendSample(const QString& key, const catalog::Provider& provider, const QString& type,
                            const QString& origin, QObject* context, Answered done) = 0;

Q_SIGNALS:
    /// Keys of the sources that wait for a secret in the active environment.
    void waitingForSecret(const QStringList& keys);
};

} // namespace hw::models
