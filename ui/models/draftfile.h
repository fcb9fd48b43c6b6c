#pragma once

#include "core/base/result.h"
#include "ui/models/mappingpresenter.h"
#include "ui/models/scriptpresenter.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>

namespace hw::models {

/// What is edited and not saved, by source.
struct Drafts
{
    QHash<QString, ScriptDraft> scripts;
    QHash<QString, MappingDraft> mappings;

    [[nodiscard]] bool isEmpty() const { return scripts.isEmpty() && mappings.isEmpty(); }
    friend bool operator==(const Drafts&, const Drafts&) = default;
};

/// The file in which one window keeps its drafts: unsaved.json of the workspace's data folder, or unsaved-2.json and so
/// on while other windows have those before it. A window has its file by flock() on a file beside it, which the kernel
/// frees however the window ends; what a window that is gone has left there is the next one's.
class DraftFile final
{
    Q_DISABLE_COPY_MOVE(DraftFile)

public:
    explicit DraftFile(QString dataFolder);
    ~DraftFile();

    /// Takes the first file that no window has, and gives what stands in it and in the others that no window has. Where
    /// two have a draft of the same script or mappings, the later file's stays there until the other is done with.
    /// Once, before keep().
    [[nodiscard]] Drafts take();

    /// Files that could not be read, or not wholly: where they are now.
    [[nodiscard]] const QStringList& putAside() const { return m_aside; }

    /// Writes these in place of those before. On any thread, one call at a time.
    [[nodiscard]] Result<void> keep(const Drafts& drafts);

    /// Leaves the file to the next window; nothing is written any more.
    void leave();

private:
    /// What could not be read is put aside; nothing where that cannot be done, and the file is to be left alone.
    [[nodiscard]] std::optional<Drafts> read(const QString& path);
    void adopt(Drafts& mine);
    /// Where no file could be taken before: a new one.
    [[nodiscard]] Result<void> begin();

    QString m_folder;
    QString m_path; ///< empty = has none yet
    int m_lock = -1;
    bool m_left = false;
    QStringList m_aside;
};

} // namespace hw::models
