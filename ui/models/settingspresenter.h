#pragma once

#include "ui/models/settingslink.h"
#include "ui/models/workspacepresenter.h"

#include <QObject>

#include <functional>
#include <map>
#include <vector>

namespace hw::models {

/// The listener's settings as they are typed.
struct ListenerDraft
{
    QString host;
    QString port;
    QString publicUrl;
    bool startAtLaunch = true;
    bool tls = false;

    friend bool operator==(const ListenerDraft&, const ListenerDraft&) = default;
};

enum class ListenerField { Host, Port, PublicUrl };

/// What is wrong with the fields of a draft, for people; empty = it can be applied.
using ListenerProblems = std::map<ListenerField, QString>;

/// Where an environment's actions go, as it is typed.
struct DestinationDraft
{
    workspace::DestinationKind kind = workspace::DestinationKind::Directory;
    QString url;
    QString secret; ///< the name of the key, or of the secret that signs
    QString key;    ///< its value, where another one is to be stored; never shown again
    QString scheme; ///< how requests to an HTTP endpoint are signed; empty = not
    QString header; ///< where the signature stands; empty = where the scheme says

    friend bool operator==(const DestinationDraft&, const DestinationDraft&) = default;
};

enum class DestinationField { Url, Secret, Key, Header };

using DestinationProblems = std::map<DestinationField, QString>;

/// A secret that an environment needs.
struct SecretRow
{
    QString name;
    std::optional<workspace::SecretOrigin> origin; ///< none = it is missing

    friend bool operator==(const SecretRow&, const SecretRow&) = default;
};

/// The logic of the settings: drafts are checked while they are typed and applied through the engine.
class SettingsPresenter final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsPresenter)

public:
    /// Both outlive it.
    SettingsPresenter(SettingsLink& link, WorkspacePresenter& workspace, QObject* parent = nullptr);
    ~SettingsPresenter() override;

    [[nodiscard]] bool isOpen() const { return m_workspace.workspace() != nullptr; }

    /// As it is stored.
    [[nodiscard]] ListenerDraft listener() const;
    [[nodiscard]] static ListenerProblems check(const ListenerDraft& draft);
    /// SHA-256 of the certificate that the listener shows now, "AB:CD:…"; empty without TLS.
    [[nodiscard]] QString fingerprint() const { return m_workspace.listener().fingerprint; }
    /// Where the certificate is kept, for senders that are to trust it.
    [[nodiscard]] QString certificateFile() const;
    /// Other machines reach the listener there.
    [[nodiscard]] static bool isOpenToOthers(const QString& host);
    /// Stores it; a listener that runs elsewhere is started again. Does nothing while check() finds problems.
    void applyListener(const ListenerDraft& draft);

    [[nodiscard]] QStringList environments() const;
    [[nodiscard]] QString activeEnvironment() const { return m_workspace.environment(); }
    [[nodiscard]] workspace::Destination destination(const QString& environment) const;
    /// As it is stored; without the key.
    [[nodiscard]] DestinationDraft destinationDraft(const QString& environment) const;
    [[nodiscard]] static DestinationProblems check(const DestinationDraft& draft);
    /// What to think of before the draft is applied: calls that anybody on the way can read, …; empty = nothing.
    [[nodiscard]] static DestinationProblems warnings(const DestinationDraft& draft);
    /// Stores the destination, and the key where one was typed. Does nothing while check() finds problems.
    void applyDestination(const QString& environment, const DestinationDraft& draft);

    /// What is wrong with the name of a new environment, for people; empty = nothing.
    [[nodiscard]] QString checkNewEnvironment(const QString& name) const;
    void addEnvironment(const QString& name);
    /// The variables as text, a line "NAME=value" each.
    [[nodiscard]] QString variables(const QString& environment) const;
    /// What is wrong with such a text, for people; empty = nothing.
    [[nodiscard]] static QString checkVariables(const QString& text);
    /// Variables whose text did not change keep the type that the file gives them.
    void applyVariables(const QString& environment, const QString& text);

    /// secretsReady() follows.
    void requestSecrets(const QString& environment);
    void setSecret(const QString& environment, const QString& name, const SecretString& value);
    void removeSecret(const QString& environment, const QString& name);

Q_SIGNALS:
    /// The stored settings are others now.
    void changed();
    /// What was asked for is done: a notice for people, and what takes it back.
    void applied(const QString& notice, const std::function<void()>& undo);
    void failed(const hw::Error& error);
    void secretsReady(const QString& environment, const std::vector<hw::models::SecretRow>& rows);

private:
    enum class Way { Forth, Back }; ///< what goes back is not taken back again

    void changeListener(const ListenerDraft& draft, Way way);
    void changeDestination(const QString& environment, const workspace::Destination& destination, Way way);
    void finish(const Result<void>& result, const QString& notice, const std::function<void()>& undo = {});
    void changeSecret(const QString& environment, const QString& name, const SecretString& value,
                      const QString& notice);
    void restoreSecret(const QString& environment, const QString& name);
    void changeVariables(const QString& environment, const std::function<json::Object(const json::Object&)>& change,
                         Way way);

    SettingsLink& m_link;
    WorkspacePresenter& m_workspace;
    quint64 m_secretsAsked = 0;
};

} // namespace hw::models
