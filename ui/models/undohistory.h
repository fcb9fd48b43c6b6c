#pragma once

#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace hw::models {

/// What was done in the window and can be taken back until it is closed, the newest first. Pages whose edits have an
/// undo stack of their own keep it.
class UndoHistory final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(UndoHistory)

public:
    using QObject::QObject;

    /// `what` was done, for people ("Removed the source Orders"); `back` takes it back. Returns a number for undo().
    quint64 push(const QString& what, std::function<void()> back);
    /// The newest, or the one with this number; nothing where it was taken back before.
    void undo();
    void undo(quint64 number);

    [[nodiscard]] bool canUndo() const { return !m_entries.empty(); }
    /// What undo() would take back; empty = nothing.
    [[nodiscard]] QString text() const { return m_entries.empty() ? QString() : m_entries.back().what; }

Q_SIGNALS:
    void changed();

private:
    struct Entry
    {
        quint64 number;
        QString what;
        std::function<void()> back;
    };

    std::vector<Entry> m_entries; ///< the newest last
    quint64 m_last = 0;
};

} // namespace hw::models
