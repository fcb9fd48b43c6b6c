#pragma once

#include "core/base/result.h"
#include "core/workspace/workspace.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace hw::catalog {
struct Provider;
}

namespace hw::workspace {

struct SourceBundle;

/// What a reload found to be different.
struct Changes
{
    QStringList sources;        ///< keys: new, or any of their files changed (broken ones included)
    QStringList removedSources; ///< keys whose folder is gone
    QStringList environments;   ///< names: new, changed or gone
    bool settings = false;      ///< headwater.json
    bool local = false;         ///< data/local.json
    bool trash = false;         ///< a source went to the trash or came back

    [[nodiscard]] bool isEmpty() const;
};

/// What to do where a file was changed on disk since it was last read.
enum class OnConflict { Refuse, Overwrite };

/// What `source add` needs to know; empty fields take the provider's or a derived value.
struct NewSource
{
    QString key;  ///< empty = the provider's key and a random suffix, so that a public path cannot be guessed
    QString name; ///< empty = the provider's name
    /// Indexes into the provider's suggested mappings; empty = those that are on by default.
    std::optional<std::vector<size_t>> mappings;
    /// How its requests are verified, without names of secrets; empty = as the provider's are.
    std::optional<signing::Config> signing;
};

/// The files of one workspace and their current state. Not thread-safe: it belongs to one thread, others get copies of
/// workspace(). Every write is atomic, updates workspace(), and is known to reload() as our own.
///
/// Errors of all writing functions: IoError; Conflict where the file on disk is not the one last read or written;
/// NotFound and AlreadyExists for keys and names; InvalidArgument for keys, names and values that do not fit.
class WorkspaceFiles final
{
public:
    /// A folder is a workspace where it has a headwater.json.
    [[nodiscard]] static bool isWorkspace(const QString& folder);

    /// Makes the files of an empty workspace in a new or existing folder. AlreadyExists where it is one already.
    [[nodiscard]] static Result<std::unique_ptr<WorkspaceFiles>> create(const QString& folder, const QString& name,
                                                                        Timestamp now);

    /// Reads everything. NotAWorkspace, WorkspaceTooNew, or ParseError for headwater.json itself; what is wrong in a
    /// single source or environment stands in its state instead.
    [[nodiscard]] static Result<std::unique_ptr<WorkspaceFiles>> open(const QString& folder);

    [[nodiscard]] const Workspace& workspace() const { return m_workspace; }

    /// How to tell whether a file changed.
    enum class Look {
        Stat,    ///< by time, size and inode: cheap
        Content, ///< by what is in it
    };

    /// Reads again what is not as it was last read or written. Parts that do not parse keep their last good state.
    Changes reload(Look look = Look::Content);

    /// Folders and files to be watched for changes; those that exist now.
    [[nodiscard]] QStringList watchedPaths() const;

    [[nodiscard]] Result<void> saveSource(const Source& source, OnConflict onConflict = OnConflict::Refuse);
    /// Replaces script.js or script.ts; the other one is removed. ScriptLanguage::None removes the script.
    [[nodiscard]] Result<void> saveScript(const QString& key, ScriptLanguage language, QByteArrayView text,
                                          OnConflict onConflict = OnConflict::Refuse);
    [[nodiscard]] Result<void> saveMappings(const QString& key, const mapping::MappingFile& mappings,
                                            OnConflict onConflict = OnConflict::Refuse);
    [[nodiscard]] Result<void> saveSample(const QString& key, const QString& name, QByteArrayView request);
    /// With what makes it a test.
    [[nodiscard]] Result<void> removeSample(const QString& key, const QString& name);
    [[nodiscard]] Result<QByteArray> readSample(const QString& key, const QString& name) const;
    /// What makes the sample a test: the text of <name>.expect.json. Empty where it is none.
    [[nodiscard]] Result<void> saveExpectation(const QString& key, const QString& name, QByteArrayView text);
    [[nodiscard]] Result<QByteArray> readExpectation(const QString& key, const QString& name) const;
    /// The expectation's file, for errors about it.
    [[nodiscard]] QString expectationPath(const QString& key, const QString& name) const;
    [[nodiscard]] Result<void> saveEnvironment(const Environment& environment,
                                               OnConflict onConflict = OnConflict::Refuse);
    [[nodiscard]] Result<void> saveLocal(const LocalSettings& local);

    /// Adds a source from the catalogue: source.json, mappings.json from the suggestions, script.js where the provider
    /// has one; its secret's name goes to every environment.
    [[nodiscard]] Result<Source> addSource(const catalog::Provider& provider, const NewSource& wanted, Timestamp now);
    /// Adds a source as it was exported; `key` empty = the bundle's own. Its secrets' names go to every environment.
    [[nodiscard]] Result<Source> addBundle(const SourceBundle& bundle, const QString& key = {});
    /// Makes the source one of another provider: settings, script and suggested mappings (those on by default) are that
    /// provider's, as addSource() writes them; key, aliases and the secret's name stay. `name` empty = the present one.
    [[nodiscard]] Result<Source> changeProvider(const QString& key, const catalog::Provider& provider,
                                                const QString& name, Timestamp now);
    /// Which of the provider's suggestions the source has: those `taken` (indexes) are added where they are missing,
    /// the others removed. Mappings that are no suggestion, or were changed, stay.
    [[nodiscard]] Result<void> setSuggestions(const QString& key, const catalog::Provider& provider,
                                              const std::vector<size_t>& taken, Timestamp now);
    /// Adds the names to every environment that lacks them.
    [[nodiscard]] Result<void> declareSecrets(const QStringList& names);
    /// Moves the folder to data/trash; secrets and events stay.
    [[nodiscard]] Result<RemovedSource> removeSource(const QString& key, Timestamp now);
    [[nodiscard]] Result<void> restoreSource(const RemovedSource& removed);
    /// A new key: moves the folder and what is kept by the key on this machine; the old key becomes an alias. What the
    /// store has under it follows with the engine that owns the workspace (AlreadyExists where a deleted source had the
    /// new key). A source with errors is not moved: the first of them.
    [[nodiscard]] Result<Source> moveSource(const QString& key, const QString& newKey);

private:
    /// A file as it was last read or written.
    struct Known
    {
        QByteArray hash;     ///< SHA-256, hex
        qint64 modified = 0; ///< nanoseconds
        qint64 size = 0;
        quint64 inode = 0;
    };

    struct FileNews
    {
        enum What {
            Same,
            New,        ///< content is not the known one
            Gone,       ///< it was there
            Unreadable, ///< stands in m_errors
        };
        What what = Same;
        QByteArray content = {};
    };

    explicit WorkspaceFiles(QString root);

    [[nodiscard]] QString path(const QString& relative) const;
    [[nodiscard]] QString sourceFile(const QString& key, const QString& name) const;

    [[nodiscard]] static std::optional<Known> statOf(const QString& file);
    [[nodiscard]] FileNews lookAt(const QString& file, Look look);
    /// Whether it is in a folder of sources/ whose name is no key, and so belongs to no source.
    [[nodiscard]] bool isStray(const QString& file) const;
    void remember(const QString& file, QByteArrayView content);
    void forgetBelow(const QString& folder);
    [[nodiscard]] bool isChangedOnDisk(const QString& file) const;
    [[nodiscard]] Result<void> write(const QString& file, QByteArrayView content, OnConflict onConflict);
    [[nodiscard]] Result<void> removeFile(const QString& file, OnConflict onConflict);

    /// Moves to a new key that were interrupted; whether there were any.
    bool finishMoves();
    /// What is kept under a key that has become an alias goes where the source is now.
    void followMoves();

    bool refreshSettings(Look look);
    bool refreshLocal(Look look);
    QStringList refreshEnvironments(Look look);
    bool refreshSource(SourceState& state, Look look);
    void refreshSources(Look look, Changes& changes);
    bool refreshTrash();
    void readSourceFile(SourceState& state, QByteArrayView text);
    void readMappings(SourceState& state, QByteArrayView text);
    void readScript(SourceState& state, const FileNews& js, const FileNews& ts);
    void collectErrors();
    /// The state of this key or name, made where there is none; both lists stay sorted.
    SourceState& stateOf(const QString& key);
    EnvironmentState& environmentOf(const QString& name);
    [[nodiscard]] Result<void> requireSource(const QString& key) const;
    [[nodiscard]] Result<void> requireFreeKey(const QString& key) const;
    /// The name, or the first with a number that no source has: one that got another key keeps its secret's.
    [[nodiscard]] QString freeSecretName(const QString& name) const;
    [[nodiscard]] static Result<void> checkSampleName(const QString& name);

    Workspace m_workspace;
    QHash<QString, Known> m_known;  ///< by path; absent files are not in it
    QHash<QString, Error> m_errors; ///< by path of the file that is at fault
};

/// Indexes of the provider's suggested mappings that stand in the file, whatever their ids.
[[nodiscard]] std::vector<size_t> suggestionsIn(const mapping::MappingFile& mappings,
                                                const catalog::Provider& provider);

} // namespace hw::workspace
