// What holds for every page and dialog: each control has a name, can be reached by the keyboard and does nothing that
// only a mouse can.

#include "tests/ui/support/pagewalk.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QToolButton>

using namespace hw;
using test::PageWalk;

namespace {

bool isControl(const QWidget& widget)
{
    static const QList<QAccessible::Role> roles{
        QAccessible::Button,  QAccessible::CheckBox, QAccessible::RadioButton,  QAccessible::ComboBox,
        QAccessible::SpinBox, QAccessible::Slider,   QAccessible::EditableText, QAccessible::List,
        QAccessible::Table,   QAccessible::Tree,     QAccessible::PageTabList,  QAccessible::ButtonMenu};
    const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(&widget));
    return interface && roles.contains(interface->role());
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
    test::PageWalk m_pages;
};

void TestEveryPage::initTestCase()
{
    m_pages.makeWorkspace();
}

void TestEveryPage::cleanup()
{
    m_pages.close();
}

void TestEveryPage::everyControlHasAName()
{
    m_pages.open();
    QSet<QString> unnamed;
    m_pages.walk([&](QWidget& within, const QString& where) {
        for (QWidget* widget : PageWalk::visible(within)) {
            if (!isControl(*widget))
                continue;
            const QAccessibleInterface* interface = QAccessible::queryAccessibleInterface(widget);
            if (interface->text(QAccessible::Name).trimmed().isEmpty())
                unnamed.insert(PageWalk::nameOf(*widget) + QStringLiteral(" (") + where + u')');
        }
    });
    QVERIFY2(unnamed.isEmpty(), qPrintable(QStringList(unnamed.values()).join(u'\n')));
}

void TestEveryPage::everyControlIsReachedByKeys()
{
    m_pages.open();
    QSet<const QAction*> inMenus;
    QSet<QString> unreachable;
    m_pages.walk([&](QWidget& within, const QString& where) {
        for (const QMenu* menu : m_pages.driver().window().menuBar()->findChildren<QMenu*>()) {
            for (const QAction* action : menu->actions())
                inMenus.insert(action);
        }
        for (QWidget* widget : PageWalk::visible(within)) {
            const auto* button = qobject_cast<const QAbstractButton*>(widget);
            if (!button || !button->isEnabled())
                continue;
            const auto* tool = qobject_cast<const QToolButton*>(button);
            const QAction* action = tool ? tool->defaultAction() : nullptr;
            const bool byKeys = (button->focusPolicy() & Qt::TabFocus) != 0 || !button->shortcut().isEmpty() ||
                                (action && (!action->shortcut().isEmpty() || inMenus.contains(action)));
            if (!byKeys)
                unreachable.insert(PageWalk::nameOf(*widget) + QStringLiteral(" (") + where + u')');
        }
    });
    QVERIFY2(unreachable.isEmpty(), qPrintable(QStringList(unreachable.values()).join(u'\n')));
}

void TestEveryPage::everyCommandHasAKeyOrAMenu()
{
    m_pages.open();
    QSet<QString> mouseOnly;
    m_pages.walk([&](QWidget& within, const QString& where) {
        for (QWidget* widget : PageWalk::visible(within)) {
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
