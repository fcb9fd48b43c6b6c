// What holds for every page and dialog: each control has a name, can be reached by the keyboard and does nothing that
// only a mouse can.

#include "app/headwater/session.h"
#include "core/engine/demoworkspace.h"
#include "tests/ui/support/windowdriver.h"
#include "ui/models/language.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QStandardPaths>
#include <QTimer>
#include <QToolButton>

using namespace hw;
using models::Place;
using models::PlaceKind;

namespace {

constexpr int patience = 60000;
constexpr QSize smallest(1024, 640);

QString nameOf(const QWidget& widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        if (!above->objectName().isEmpty() && !above->objectName().startsWith(QLatin1String("qt_")))
            return name + QStringLiteral(" in ") + above->objectName();
    }
    return name;
}

bool isControl(const QWidget& widget)
{
    static const QList<QAccessible::Role> roles{
        QAccessible::Button,  QAccessible::CheckBox, QAccessible::RadioButton,  QAccessible::ComboBox,
        QAccessible::SpinBox, QAccessible::Slider,   QAccessible::EditableText, QAccessible::List,
        QAccessible::Table,   QAccessible::Tree,     QAccessible::PageTabList,  QAccessible::ButtonMenu};
    const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(&widget));
    return interface && roles.contains(interface->role());
}

bool isToolkits(const QWidget& widget)
{
    for (const QWidget* each = &widget; each; each = each->parentWidget()) {
        const QByteArray type = each->metaObject()->className();
        if (each->objectName().startsWith(QLatin1String("qt_")) || type == "QFileDialog" || type == "QHeaderView" ||
            type == "QComboBoxPrivateContainer")
            return true;
    }
    return false;
}

} // namespace

class TestEveryPage final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void everyControlHasAName();
    void everyControlIsReachedByKeys();
    void everyCommandHasAKeyOrAMenu();

private:
    using Look = std::function<void(QWidget& within, const QString& where)>;

    void open();
    /// Shows each page and dialog and calls `look` on it.
    void walk(const Look& look);
    void showDialog(const char* action, const Look& look);
    /// What is asked for comes with the next turns of the loop.
    static void turn();
    [[nodiscard]] static QList<QWidget*> visible(QWidget& within);

    QTemporaryDir m_folder;
    std::unique_ptr<models::Language> m_language;
    std::unique_ptr<test::WindowDriver> m_driver;
};

void TestEveryPage::initTestCase()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    m_language = std::make_unique<models::Language>(QStringLiteral("en"));
    engine::DemoWorkspace demo(m_folder.filePath(QStringLiteral("acme")));
    std::optional<Result<void>> made;
    connect(&demo, &engine::DemoWorkspace::finished, this, [&](const Result<void>& result) { made = result; });
    demo.start();
    QTRY_VERIFY_WITH_TIMEOUT(made.has_value(), patience);
    QVERIFY(*made);
}

void TestEveryPage::cleanup()
{
    m_driver.reset();
    m_language = std::make_unique<models::Language>(QStringLiteral("en"));
}

void TestEveryPage::open()
{
    m_driver = std::make_unique<test::WindowDriver>();
    m_driver->theme().setMotion(widgets::Motion::Reduced);
    m_driver->open(m_folder.filePath(QStringLiteral("acme")));
    QTRY_VERIFY_WITH_TIMEOUT(m_driver->presenter().facts().events > 0, patience);
    m_driver->window().resize(smallest);
    QVERIFY(QTest::qWaitForWindowActive(&m_driver->window()));
}

void TestEveryPage::turn()
{
    for (int i = 0; i < 3; ++i) {
        bool turned = false;
        QTimer::singleShot(0, qApp, [&] { turned = true; });
        QTRY_VERIFY(turned);
    }
}

QList<QWidget*> TestEveryPage::visible(QWidget& within)
{
    QList<QWidget*> found;
    for (QWidget* widget : within.findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->window() == &within && !isToolkits(*widget))
            found.append(widget);
    }
    return found;
}

void TestEveryPage::showDialog(const char* action, const Look& look)
{
    auto* found = m_driver->window().findChild<QAction*>(QString::fromLatin1(action));
    QVERIFY2(found, action);
    if (!found->isEnabled())
        return;
    found->trigger();
    QWidget* dialog = nullptr;
    const auto opened = [&] {
        for (QWidget* widget : m_driver->window().findChildren<QWidget*>()) {
            if (widget->isWindow() && widget->isVisible() && widget != &m_driver->window())
                dialog = widget;
        }
        return dialog != nullptr;
    };
    QTRY_VERIFY2(opened(), action);
    look(*dialog, QString::fromLatin1(action));
    dialog->close();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void TestEveryPage::walk(const Look& look)
{
    widgets::MainWindow& window = m_driver->window();
    const auto views = [&](const Place& place, const QString& name) {
        window.showPlace(place);
        auto* tabs = m_driver->find<widgets::CountTabBar>("viewTabs");
        const int count = tabs ? tabs->count() : 1;
        for (int i = 0; i < count; ++i) {
            if (tabs)
                tabs->setCurrentIndex(i);
            turn();
            look(window, QStringLiteral("%1, view %2").arg(name).arg(i));
        }
    };
    window.showPlace({PlaceKind::AllEvents}, QStringLiteral("events"));
    QTRY_VERIFY(m_driver->find<QAbstractItemView>("eventsTable"));
    QTRY_VERIFY(m_driver->find<QAbstractItemView>("eventsTable")->model()->rowCount() > 0);
    m_driver->clickRow("eventsTable", 0);
    QTRY_VERIFY(m_driver->find("detailTabs"));
    auto* parts = m_driver->find<widgets::CountTabBar>("detailTabs");
    for (int i = 0; i < parts->count(); ++i) {
        parts->setCurrentIndex(i);
        turn();
        look(window, QStringLiteral("events, part %1").arg(i));
    }
    for (const char* action :
         {"noteEvent", "editResend", "resendEvent", "actionPalette", "actionShortcuts", "actionAbout", "actionGuide"})
        showDialog(action, look);
    QStringList sources; // copied: the workspace is another after each change of its files
    for (const workspace::SourceState& state : m_driver->presenter().workspace()->sources)
        sources.append(state.key());
    for (const QString& source : std::as_const(sources))
        views({PlaceKind::Source, source}, source);
    views({PlaceKind::Directory}, QStringLiteral("directory"));
    views({PlaceKind::Deliveries}, QStringLiteral("deliveries"));
    views({PlaceKind::Unrouted}, QStringLiteral("unrouted"));
    views({PlaceKind::Settings}, QStringLiteral("settings"));
    views({PlaceKind::Welcome}, QStringLiteral("welcome"));
    views({PlaceKind::NewSource}, QStringLiteral("new source"));
}

void TestEveryPage::everyControlHasAName()
{
    open();
    QSet<QString> unnamed;
    walk([&](QWidget& within, const QString& where) {
        for (QWidget* widget : visible(within)) {
            if (!isControl(*widget))
                continue;
            const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
            if (interface->text(QAccessible::Name).trimmed().isEmpty())
                unnamed.insert(nameOf(*widget) + QStringLiteral(" (") + where + u')');
        }
    });
    QVERIFY2(unnamed.isEmpty(), qPrintable(QStringList(unnamed.values()).join(u'\n')));
}

void TestEveryPage::everyControlIsReachedByKeys()
{
    open();
    QSet<const QAction*> inMenus;
    QSet<QString> unreachable;
    walk([&](QWidget& within, const QString& where) {
        for (const QMenu* menu : m_driver->window().menuBar()->findChildren<QMenu*>()) {
            for (const QAction* action : menu->actions())
                inMenus.insert(action);
        }
        for (QWidget* widget : visible(within)) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            if (!button || !button->isEnabled())
                continue;
            const auto* tool = qobject_cast<const QToolButton*>(button);
            const QAction* action = tool ? tool->defaultAction() : nullptr;
            const bool byKeys = (button->focusPolicy() & Qt::TabFocus) != 0 || !button->shortcut().isEmpty() ||
                                (action && (!action->shortcut().isEmpty() || inMenus.contains(action)));
            if (!byKeys)
                unreachable.insert(nameOf(*widget) + QStringLiteral(" (") + where + u')');
        }
    });
    QVERIFY2(unreachable.isEmpty(), qPrintable(QStringList(unreachable.values()).join(u'\n')));
}

void TestEveryPage::everyCommandHasAKeyOrAMenu()
{
    open();
    QSet<QString> mouseOnly;
    walk([&](QWidget& within, const QString& where) {
        for (QWidget* widget : visible(within)) {
            if (widget->contextMenuPolicy() != Qt::ActionsContextMenu)
                continue;
            for (const QAction* action : widget->actions()) {
                if (!action->isSeparator() && action->shortcut().isEmpty() && !action->menu())
                    mouseOnly.insert(action->objectName() + u' ' + action->text() + QStringLiteral(" (") + where +
                                     u')');
            }
        }
    });
    QVERIFY2(mouseOnly.isEmpty(), qPrintable(QStringList(mouseOnly.values()).join(u'\n')));
}

QTEST_MAIN(TestEveryPage)
#include "tst_everypage.moc"
