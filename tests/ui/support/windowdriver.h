#pragma once

#include "core/base/clock.h"
#include "ui/models/place.h"

#include <QApplication>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

class QSettings;

namespace hw::app {
class Session;
}
namespace hw::models {
class Language;
class WorkspacePresenter;
} // namespace hw::models
namespace hw::workspace {
class WorkspaceFiles;
}
namespace hw::widgets {
class FocusRing;
class MainWindow;
class Theme;
} // namespace hw::widgets

namespace hw::test {

/// A session with its window in a home of its own, and the hands that use it: widgets are found by the name of what is
/// visible, clicked and typed at by real events.
class WindowDriver
{
    Q_DISABLE_COPY_MOVE(WindowDriver)

public:
    WindowDriver();
    ~WindowDriver();

    /// A folder that lives as long as the driver; it is the home of what runs meanwhile.
    [[nodiscard]] const QTemporaryDir& home() const { return m_home; }
    [[nodiscard]] const Clock& clock() const { return m_clock; }

    /// Makes a workspace whose listener takes a free port, lets `prepare` change it, and opens it.
    void openNew(const std::function<void(workspace::WorkspaceFiles&)>& prepare = {});
    /// Opens a workspace; ~/Headwater/default where `root` is empty, which is the first start.
    void open(const QString& root = {});
    void close();

    [[nodiscard]] const QString& root() const { return m_root; }
    [[nodiscard]] app::Session& session() { return *m_session; }
    [[nodiscard]] widgets::MainWindow& window();
    [[nodiscard]] models::WorkspacePresenter& presenter();
    [[nodiscard]] widgets::Theme& theme() { return *m_theme; }
    [[nodiscard]] bool isListening();

    /// The visible one of this name; null where there is none.
    template<class T = QWidget>
    [[nodiscard]] T* find(const char* name)
    {
        for (T* found : windowWidget().findChildren<T*>(QString::fromLatin1(name))) {
            if (found->isVisible())
                return found;
        }
        return nullptr;
    }

    /// The controls within it that a screen reader could not name.
    [[nodiscard]] QStringList unnamedControls(const char* name);

    /// Waits for it and clicks it.
    void click(const char* name);
    /// Clicks a view's tab.
    void clickView(const char* id);
    /// Clicks a place in the sidebar.
    void clickPlace(const models::Place& place);
    /// Clicks a row's first cell of a list, table or tree.
    void clickRow(const char* view, int row);
    /// The row that has this text in any of its cells; -1 where there is none.
    [[nodiscard]] int rowWith(const char* view, const QString& text);
    /// Tab until the widget of this name has the focus.
    [[nodiscard]] bool tabTo(const char* name);
    /// A key for the widget that has the focus.
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    void type(const QString& text);

    [[nodiscard]] static quint16 freePort();

private:
    [[nodiscard]] QWidget& windowWidget();
    /// As the program does it, once another language is chosen in the settings.
    void followLanguage();

    QTemporaryDir m_home;
    std::unique_ptr<QSettings> m_settings;
    SystemClock m_clock;
    std::unique_ptr<widgets::Theme> m_theme;
    std::unique_ptr<widgets::FocusRing> m_focusRing;
    QString m_root;
    std::unique_ptr<models::Language> m_language; ///< one that was chosen in the settings
    std::unique_ptr<app::Session> m_session;
};

} // namespace hw::test
