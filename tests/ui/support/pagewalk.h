#pragma once

#include "tests/ui/support/windowdriver.h"

#include <QImage>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace hw::models {
class Language;
}

namespace hw::test {

/// Walks through each page, view and dialog of the window on the demonstration workspace, for tests of what holds for
/// all of them. Its functions check what they need with Qt Test: a test that calls them ends where
/// QTest::currentTestFailed().
class PageWalk
{
    Q_DISABLE_COPY_MOVE(PageWalk)

public:
    using Look = std::function<void(QWidget& within, const QString& where)>;

    PageWalk();
    ~PageWalk();

    /// Makes the workspace; once.
    void makeWorkspace();
    /// Opens the window at its smallest, in this language ("en", "de", "qps").
    void open(const QString& language = QStringLiteral("en"));
    void close();
    /// Shows each page and dialog and calls `look` on it.
    void walk(const Look& look);

    [[nodiscard]] WindowDriver& driver() { return *m_driver; }

    /// What is asked for comes with the next turns of the loop.
    static void turn();
    /// The widgets within the window that are seen and not the toolkit's own parts.
    [[nodiscard]] static QList<QWidget*> visible(QWidget& within);
    /// A widget with what is painted around it.
    [[nodiscard]] static QImage lookOf(QWidget& widget);
    /// The class and name of a widget, with where it lies.
    [[nodiscard]] static QString nameOf(const QWidget& widget);

private:
    void showDialog(const char* action, const Look& look);

    QTemporaryDir m_folder;
    std::unique_ptr<models::Language> m_language;
    std::unique_ptr<WindowDriver> m_driver;
};

} // namespace hw::test
