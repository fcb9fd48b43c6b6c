#include "tests/ui/support/windowdriver.h"

#include "app/headwater/session.h"
#include "core/workspace/workspacefiles.h"
#include "ui/models/language.h"
#include "ui/widgets/counttabbar.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/sidebar.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QComboBox>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QTabBar>
#include <QTcpServer>

namespace hw::test {

WindowDriver::WindowDriver()
    : m_theme(std::make_unique<widgets::Theme>())
    , m_focusRing(std::make_unique<widgets::FocusRing>(*m_theme, *qApp))
{
    qputenv("HOME", m_home.path().toLocal8Bit());
    m_settings = std::make_unique<QSettings>(m_home.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat);
    m_theme->applyTo(*qApp);
}

WindowDriver::~WindowDriver() = default;

void WindowDriver::openNew(const std::function<void(workspace::WorkspaceFiles&)>& prepare)
{
    const QString root = m_home.filePath(QStringLiteral("w"));
    {
        auto files = workspace::WorkspaceFiles::create(root, QStringLiteral("w"), m_clock.now());
        workspace::LocalSettings local = (*files)->workspace().local;
        local.port = freePort();
        if (!(*files)->saveLocal(local))
            qFatal("the settings cannot be saved");
        if (prepare)
            prepare(**files);
    }
    open(root);
}

void WindowDriver::open(const QString& root)
{
    m_session.reset(); // two must not have the same workspace
    m_root = root.isEmpty() ? app::Session::defaultRoot() : root;
    m_session = std::make_unique<app::Session>(m_root, *m_theme, *m_settings, m_clock);
    followLanguage();
    m_session->start();
    window().resize(1440, 900);
    window().activateWindow();
}

void WindowDriver::followLanguage()
{
    const auto speak = [this] {
        m_language.reset();
        m_language = std::make_unique<models::Language>(
            models::languageFor(models::chosenLanguage(*m_settings), {QStringLiteral("en")}));
        m_session = app::Session::inOtherWords(std::move(m_session));
        followLanguage();
    };
    QObject::connect(m_session.get(), &app::Session::languageChosen, &window(), speak, Qt::QueuedConnection);
}

void WindowDriver::close()
{
    m_session.reset();
}

widgets::MainWindow& WindowDriver::window()
{
    return m_session->window();
}

QWidget& WindowDriver::windowWidget()
{
    return window();
}

models::WorkspacePresenter& WindowDriver::presenter()
{
    return m_session->presenter();
}

bool WindowDriver::isListening()
{
    return presenter().listener().state == models::ListenerStatus::State::Listening;
}

QStringList WindowDriver::unnamedControls(const char* name)
{
    QStringList unnamed;
    const QWidget* within = find(name);
    if (!within)
        return {QString::fromLatin1(name)};
    for (const QWidget* widget : within->findChildren<QWidget*>()) {
        const bool isControl = qobject_cast<const QAbstractButton*>(widget) || qobject_cast<const QLineEdit*>(widget) ||
                               qobject_cast<const QComboBox*>(widget) || qobject_cast<const QTabBar*>(widget) ||
                               qobject_cast<const QAbstractItemView*>(widget);
        // Qt's own parts of a control are its business.
        if (!isControl || qobject_cast<const QHeaderView*>(widget) || !widget->isVisible() ||
            widget->objectName().startsWith(QLatin1String("qt_")))
            continue;
        const QAccessibleInterface* interface =
            QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget)); // reads only
        if (!interface || interface->text(QAccessible::Name).isEmpty())
            unnamed.append(QString::fromLatin1(widget->metaObject()->className()) + u' ' + widget->objectName());
    }
    return unnamed;
}

void WindowDriver::click(const char* name)
{
    QTRY_VERIFY2(find(name), name);
    QTest::mouseClick(find(name), Qt::LeftButton);
}

void WindowDriver::clickView(const char* id)
{
    auto* tabs = find<widgets::CountTabBar>("viewTabs");
    QVERIFY(tabs);
    const int index = tabs->indexOfId(QString::fromLatin1(id));
    QVERIFY2(index >= 0, id);
    QTest::mouseClick(tabs, Qt::LeftButton, {}, tabs->tabRect(index).center());
}

void WindowDriver::clickPlace(const models::Place& place)
{
    auto* sidebar = find<widgets::Sidebar>("sidebar");
    QVERIFY(sidebar);
    const QModelIndex index = presenter().sidebar().indexOf(place);
    QVERIFY(index.isValid());
    const QRect shown = sidebar->visualRect(index).intersected(sidebar->viewport()->rect());
    QTest::mouseClick(sidebar->viewport(), Qt::LeftButton, {}, shown.center());
}

void WindowDriver::clickRow(const char* view, int row)
{
    QTRY_VERIFY2(find<QAbstractItemView>(view), view);
    auto* items = find<QAbstractItemView>(view);
    QTRY_VERIFY(items->model()->rowCount() > row);
    const QRect cell = items->visualRect(items->model()->index(row, 0));
    QTest::mouseClick(items->viewport(), Qt::LeftButton, {}, cell.center());
}

int WindowDriver::rowWith(const char* view, const QString& text)
{
    auto* items = find<QAbstractItemView>(view);
    if (!items || !items->model())
        return -1;
    const QAbstractItemModel& model = *items->model();
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            if (model.index(row, column).data().toString() == text)
                return row;
        }
    }
    return -1;
}

bool WindowDriver::tabTo(const char* name)
{
    for (int i = 0; i < 80; ++i) {
        if (QWidget* focus = QApplication::focusWidget(); focus && focus->objectName() == QLatin1String(name))
            return true;
        key(Qt::Key_Tab);
    }
    return false;
}

void WindowDriver::key(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QWidget* focus = QApplication::focusWidget();
    QTest::keyClick(focus ? focus : &windowWidget(), key, modifiers);
}

void WindowDriver::type(const QString& text)
{
    for (const QChar c : text) {
        if (c == u'\n')
            key(Qt::Key_Return);
        else
            QTest::keyClicks(QApplication::focusWidget(), QString(c));
    }
}

quint16 WindowDriver::freePort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost, 0);
    return server.serverPort();
}

} // namespace hw::test
