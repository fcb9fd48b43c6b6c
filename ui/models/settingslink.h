#pragma once

#include "core/base/result.h"
#include "core/base/secretstring.h"
#include "core/workspace/secretstore.h"
#include "core/workspace/workspace.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>
#include <optional>

namespace hw::models {

/// What the settings need of the engine. Nothing here waits: `done` comes later in the thread of `context`, unless that
/// is gone by then.
class SettingsLink
{
public:
    using Done = std::function<void(const Result<void>&)>;

    struct Secrets
    {
        QHash<QString, workspace::SecretOrigin> found;
        QStringList missing;
        std::optional<Error> error; ///< of a store that could not be asked
    };
    using SecretsDone = std::function<void(const Result<Secrets>&)>;

    SettingsLink() = default;
    virtual ~SettingsLink();
    Q_DISABLE_COPY_MOVE(SettingsLink)

    /// Changes this machine's settings as they are then.
    virtual void changeLocal(std::function<void(workspace::LocalSettings&)> change, QObject* context, Done done) = 0;
    /// Changes an environment as it is then.
    virtual void changeEnvironment(const QString& name, std::function<void(workspace::Environment&)> change,
                                   QObject* context, Done done) = 0;
    /// Makes an environment whose actions go to the Directory; AlreadyExists where there is one of this name.
    virtual void addEnvironment(const QString& name, QObject* context, Done done) = 0;
    /// An empty value removes it.
    virtual void setSecret(const QString& environment, const QString& name, const SecretString& value, QObject* context,
                           Done done) = 0;
    /// Takes the last change of a secret back.
    virtual void restoreSecret(const QString& environment, const QString& name, QObject* context, Done done) = 0;
    virtual void findSecrets(const QString& environment, QObject* context, SecretsDone done) = 0;
};

} // namespace hw::models
