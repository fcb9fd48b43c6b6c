#pragma once

#include "core/base/clock.h"
#include "core/workspace/scriptversions.h"

#include <QDialog>

#include <vector>

class QListWidget;

namespace hw::models {
class ScriptPresenter;
}

namespace hw::widgets {

class Button;
class ComparePane;
class Theme;

/// The versions of a script beside the working copy, to look at and to restore.
class ScriptHistory final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptHistory)

public:
    /// All outlive the dialog.
    ScriptHistory(const Theme& theme, models::ScriptPresenter& presenter, const Clock& clock, QWidget* parent);

private:
    void fill(const std::vector<workspace::ScriptVersion>& versions);
    void showText(int number, const QString& text);
    void restore();
    [[nodiscard]] int selected() const;

    models::ScriptPresenter& m_presenter;
    const Clock& m_clock;
    QListWidget* m_list;
    ComparePane* m_compare;
    Button* m_restore;
    QString m_shown; ///< text of the selected version
};

/// The working copy beside the file that somebody else changed.
class ScriptConflict final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptConflict)

public:
    ScriptConflict(const Theme& theme, models::ScriptPresenter& presenter, QWidget* parent);
};

} // namespace hw::widgets
