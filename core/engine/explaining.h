#pragma once

#include "core/base/result.h"
#include "core/record/event.h"
#include "core/record/run.h"
#include "core/signing/explainer.h"
#include "core/workspace/secretstore.h"
#include "core/workspace/workspacefiles.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

/// The signature explainer for a source: gathers what is known around a request, explains it, applies what helps.
/// Secrets stay in here: what comes out names them.
namespace hw::engine {

struct ExplainRequest
{
    QString source;                            ///< key
    QString environment;                       ///< empty = the event's, else the active one
    Event event;                               ///< captured, or made of a file
    std::optional<Verification> recorded = {}; ///< what the event's run found
    QString url = {}; ///< the public URL that the sender used; empty = as the workspace knows it
    Timestamp now;    ///< the receipt's time, mostly
};

/// Everything that an explanation needs, as values: it can be made in any thread.
struct Evidence
{
    QString source;
    QString environment;
    signing::Config config;
    http::Message message;
    QString publicUrl;
    std::vector<signing::KnownSecret> secrets;
    QByteArray decoded; ///< the body without its Content-Encoding; null where it has none
    QStringList urls;
    Timestamp now;
    bool live = false;
    QByteArray script; ///< of the source; empty = it is verified by its settings
    std::optional<Verification> recorded;
    std::optional<Error> secretError; ///< of a store that could not be asked
    QString databasePath;             ///< where other events of the source are
};

struct Explained
{
    /// Besides the causes of signing::Finding: "script_differs" (reason of the recorded run), where the signature is
    /// right by the settings and the source's script came to another end; "script_checks" (that reason, or nothing),
    /// where the settings name no scheme and only the script checks.
    signing::Diagnosis diagnosis;
    QString source;
    QString environment;
    /// Other failed events of the source, of the newest 200, that verify with all fixes applied; their seqs.
    std::vector<qint64> alsoFixed;
    std::optional<Error> secretError;
};

using LoadSecrets = std::function<workspace::LoadedSecrets(const QString& environment, const QStringList& names)>;

/// NotFound for a source or an environment that there is none of.
[[nodiscard]] Result<Evidence> gather(const workspace::Workspace& workspace, const LoadSecrets& load,
                                      const ExplainRequest& request);

[[nodiscard]] Explained explain(const Evidence& evidence);

/// What was changed, so that it can be taken back. Holds no secret.
struct AppliedFix
{
    QStringList fixes; ///< ids
    QString source;
    workspace::Source before;
    workspace::Source after;
    std::optional<QByteArray> scriptBefore; ///< set where the script was changed; empty = there was none
    QByteArray scriptAfter;
    std::optional<std::pair<QString, QString>> publicUrl;   ///< of the source: before (empty = none) and after
    std::vector<std::pair<QString, QString>> storedSecrets; ///< environment and name of those that were added
};

/// Carries the named fixes of the diagnosis out. NotFound for an id that it does not have; NotSupported ("accepting
/// late events", "a live environment") for one that is refused; errors of the files and of the secret store. On an
/// error, what was changed before it is taken back.
[[nodiscard]] Result<AppliedFix> applyFixes(workspace::WorkspaceFiles& files, workspace::SecretStore& secrets,
                                            const Evidence& evidence, const signing::Diagnosis& diagnosis,
                                            const QStringList& ids);

/// Conflict where the source was changed since.
[[nodiscard]] Result<void> undoFixes(workspace::WorkspaceFiles& files, workspace::SecretStore& secrets,
                                     const AppliedFix& applied);

} // namespace hw::engine
