#pragma once

#include "core/base/result.h"
#include "core/http/listener.h"
#include "core/store/ownerlock.h"
#include "core/workspace/workspace.h"

#include <QObject>

#include <memory>
#include <optional>

namespace hw::models {

/// What the window needs of the engine, small enough to be replaced in tests. Nothing here waits: what is asked for
/// comes as a signal, in the thread of this object.
class EngineLink : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EngineLink)

public:
    using QObject::QObject;
    ~EngineLink() override;

    virtual void startOpen() = 0;
    virtual void startListener(const http::ListenOptions& options) = 0;
    virtual void stopListener() = 0;
    virtual void useEnvironment(const QString& name) = 0;
    /// Keeps the port in this machine's settings.
    virtual void setPort(quint16 port) = 0;

Q_SIGNALS:
    void opened(const hw::Result<void>& result);
    /// `environment` is the one that /s/… routes to.
    void workspaceChanged(const std::shared_ptr<const hw::workspace::Workspace>& workspace, const QString& environment);
    /// Listening at host and port, or not. With a fingerprint of its certificate (SHA-256, "AB:CD:…") over TLS.
    void listening(const QString& host, quint16 port, const QString& fingerprint = {});
    void stopped();
    void listenFailed(const hw::Error& error);
    /// Why nothing can be stored; nothing = it can again.
    void storeChanged(const std::optional<hw::Error>& trouble);
    /// Another process has the workspace and does the work; nothing = it has ended, and this one does.
    void ownerChanged(const std::optional<hw::store::Owner>& owner);
    /// A change that was asked for could not be made.
    void failed(const hw::Error& error);
};

} // namespace hw::models
