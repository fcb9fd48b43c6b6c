#pragma once

#include <QWidget>

class QMenu;

namespace hw::models {
class ScriptPresenter;
}

namespace hw::widgets {

class SampleList;
class Theme;

/// The left side of the Script view: what the script can be tried on, and the ways to keep more of it.
class ScriptSamples final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ScriptSamples)

public:
    ScriptSamples(const Theme& theme, models::ScriptPresenter& presenter, QWidget* parent = nullptr);

    [[nodiscard]] SampleList& list() { return *m_list; }

Q_SIGNALS:
    /// To the events, to choose one.
    void eventsWanted();

private:
    void fillMenu();
    void chooseFile();
    void write();
    void remove(const QString& name);

    const Theme& m_theme;
    models::ScriptPresenter& m_presenter;
    SampleList* m_list;
    QMenu* m_menu;
};

} // namespace hw::widgets
