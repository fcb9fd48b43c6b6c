#pragma once

#include "ui/models/draftfile.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <optional>

namespace hw::models {

/// Scripts and mappings that are edited and not saved outlive the window: they are kept in a file of the workspace's
/// data folder, of which the next window makes its working copies. Window thread only.
class UnsavedWork final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UnsavedWork)

public:
    /// Gives the presenters what was kept, before they know the workspace. Both outlive it.
    UnsavedWork(const QString& dataFolder, ScriptPresenter& script, MappingPresenter& mapping,
                QObject* parent = nullptr);
    ~UnsavedWork() override;

    /// Files of before that could not be read, or not wholly: where they are now.
    [[nodiscard]] const QStringList& putAside() const { return m_file.putAside(); }

    /// Writes what is unsaved now, and waits for it. It also goes by itself, soon after each edit.
    void keep();
    /// As keep(); what is edited here afterwards is not kept. For a window that takes over while this one is there.
    void handOver();

Q_SIGNALS:
    /// Once, until it works again; it is tried again by itself.
    void failed(const hw::Error& error);

private:
    [[nodiscard]] Drafts unsaved() const;
    void keepInBackground();
    void take(const Result<void>& written);

    ScriptPresenter& m_script;
    MappingPresenter& m_mapping;
    DraftFile m_file;
    std::optional<Drafts> m_kept; ///< what is in the file, or on its way; nothing = not known
    bool m_failing = false;
    QTimer m_keepTimer; ///< gathers edits that come in a row
    QThreadPool m_pool;
};

} // namespace hw::models
