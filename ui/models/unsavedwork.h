#pragma once

#include <QByteArray>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace hw::models {

class MappingPresenter;
class ScriptPresenter;

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

    /// Writes what is unsaved now, and waits for it. It also goes by itself, soon after each edit.
    void keep();

private:
    void takeKept();
    [[nodiscard]] QByteArray unsaved() const;

    QString m_folder;
    ScriptPresenter& m_script;
    MappingPresenter& m_mapping;
    QByteArray m_kept;  ///< what is in the file, or on its way; empty = there is no file
    QTimer m_keepTimer; ///< gathers edits that come in a row
    QThreadPool m_pool;
};

} // namespace hw::models
