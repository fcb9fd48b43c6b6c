#include "tests/ui/support/pagewalk.h"

#include "app/headwater/session.h"
#include "core/engine/demoworkspace.h"
#include "core/workspace/workspacefiles.h"
#include "tests/support/rawhttp.h"
#include "ui/models/language.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractItemView>
#include <QAction>
#include <QStandardPaths>
#include <QTimer>

#include <optional>

namespace hw::test {

using models::Place;
using models::PlaceKind;

namespace {

constexpr int patience = 60000;
constexpr QSize smallest(1024, 640);

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

PageWalk::PageWalk() = default;
PageWalk::~PageWalk() = default;

void PageWalk::makeWorkspace()
{
    QStandardPaths::setTestModeEnabled(true);
    qunsetenv("DBUS_SESSION_BUS_ADDRESS"); // no keychain: the file keeps the secrets
    m_language = std::make_unique<models::Language>(QStringLiteral("en"));
    engine::DemoWorkspace demo(m_folder.filePath(QStringLiteral("acme")));
    std::optional<Result<void>> made;
    QObject::connect(&demo, &engine::DemoWorkspace::finished, &demo,
                     [&](const Result<void>& result) { made = result; });
    demo.start();
    QTRY_VERIFY_WITH_TIMEOUT(made.has_value(), patience);
    QVERIFY(*made);
    auto files = workspace::WorkspaceFiles::open(m_folder.filePath(QStringLiteral("acme")));
    QVERIFY(files);
    workspace::LocalSettings local = (*files)->workspace().local;
    local.port = WindowDriver::freePort(); // whatever else listens on this machine
    QVERIFY((*files)->saveLocal(local));
}

void PageWalk::open(const QString& language)
{
    m_language = std::make_unique<models::Language>(language);
    m_driver = std::make_unique<WindowDriver>();
    m_driver->theme().setMotion(widgets::Motion::Reduced);
    m_driver->open(m_folder.filePath(QStringLiteral("acme")));
    QTRY_VERIFY_WITH_TIMEOUT(m_driver->presenter().facts().events > 0, patience);
    m_driver->window().resize(smallest);
    QVERIFY(QTest::qWaitForWindowActive(&m_driver->window()));
}

void PageWalk::close()
{
    m_driver.reset();
    m_language = std::make_unique<models::Language>(QStringLiteral("en"));
}

void PageWalk::turn()
{
    for (int i = 0; i < 3; ++i) {
        bool turned = false;
        QTimer::singleShot(0, qApp, [&] { turned = true; });
        QTRY_VERIFY(turned);
    }
}

QList<QWidget*> PageWalk::visible(QWidget& within)
{
    QList<QWidget*> found;
    for (QWidget* widget : within.findChildren<QWidget*>()) {
        if (widget->isVisible() && widget->window() == &within && !isToolkits(*widget))
            found.append(widget);
    }
    return found;
}

QImage PageWalk::lookOf(QWidget& widget)
{
    constexpr int around = 4;
    QWidget& ground = widget.parentWidget() ? *widget.parentWidget() : widget;
    return ground.grab(widget.geometry().adjusted(-around, -around, around, around)).toImage();
}

QString PageWalk::nameOf(const QWidget& widget)
{
    QString name = QString::fromLatin1(widget.metaObject()->className()) + u' ' + widget.objectName();
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        if (!above->objectName().isEmpty() && !above->objectName().startsWith(QLatin1String("qt_")))
            return name + QStringLiteral(" in ") + above->objectName();
    }
    return name;
}

void PageWalk::showDialog(const char* action, const Look& look)
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
    m_driver->window().activateWindow(); // as a window manager does
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

void PageWalk::walk(const Look& look)
{
    widgets::MainWindow& window = m_driver->window();
    const auto hasRows = [this](const char* view) {
        const auto* items = m_driver->find<QAbstractItemView>(view);
        return items && items->model()->rowCount() > 0;
    };
    const auto views = [&](const Place& place, const QString& name) {
        window.showPlace(place);
        auto* tabs = m_driver->find<widgets::CountTabBar>("viewTabs");
        const int count = tabs ? tabs->count() : 1;
        for (int i = 0; i < count; ++i) {
            if (tabs)
                tabs->setCurrentIndex(i);
            turn();
            if (name == QLatin1String("orders") && m_driver->find("coverageAgainButton"))
                QTRY_VERIFY_WITH_TIMEOUT(hasRows("coverageFindings"), patience);
            look(window, QStringLiteral("%1, view %2").arg(name).arg(i));
        }
    };
    window.showPlace({PlaceKind::AllEvents}, QStringLiteral("events"));
    QTRY_VERIFY(hasRows("eventsTable"));
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
    QTRY_VERIFY(m_driver->isListening());
    QCOMPARE(post(m_driver->presenter().listener().port, "/webhooks/github", {{"X-GitHub-Event", "push"}}, "{}").status,
             404);
    window.showPlace({PlaceKind::Unrouted});
    QTRY_VERIFY(hasRows("unroutedTable"));
    m_driver->clickRow("unroutedTable", 0);
    views({PlaceKind::Unrouted}, QStringLiteral("unrouted"));
    views({PlaceKind::Settings}, QStringLiteral("settings"));
    views({PlaceKind::Welcome}, QStringLiteral("welcome"));
    views({PlaceKind::NewSource}, QStringLiteral("new source"));
}

} // namespace hw::test
