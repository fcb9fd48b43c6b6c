// What holds for every page and dialog: each control has a name, can be reached by the keyboard and does nothing that
// only a mouse can.

#include "tests/ui/support/pagewalk.h"
#include "ui/widgets/mainwindow.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QSet>
#include <QSplitter>
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

/// Whether any of it lies within the window and what scrolls.
bool isSeen(const QWidget& widget, const QWidget& window)
{
    QRect seen = widget.rect();
    for (const QWidget* each = &widget; each != &window && each->parentWidget(); each = each->parentWidget())
        seen = seen.translated(each->pos()) & each->parentWidget()->rect();
    return widget.isVisible() && !seen.isEmpty();
}

bool takesTab(const QWidget& widget)
{
    return widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0 && !widget.focusProxy();
}

/// Which part of the window it lies in.
QString partOf(const QWidget& widget)
{
    for (const QWidget* each = &widget; each; each = each->parentWidget()) {
        for (const char* part : {"toolBar", "sidebar", "viewHeader", "toast"}) {
            if (each->objectName() == QLatin1String(part))
                return each->objectName();
        }
    }
    return QStringLiteral("page");
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
    void theKeyboardComesEverywhere();
    void dividersMoveByKeys();

private:
    static void goRoundByTab(QWidget& within, const QString& where, QSet<QString>& wrong);
    static void goRoundByRegion(QWidget& within, const QString& where, QSet<QString>& wrong);

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

void TestEveryPage::theKeyboardComesEverywhere()
{
    m_pages.open();
    QSet<QString> wrong;
    m_pages.walk([&](QWidget& within, const QString& where) {
        QTRY_COMPARE(QApplication::activeWindow(), &within);
        goRoundByTab(within, where, wrong);
        if (&within == &m_pages.driver().window()) {
            goRoundByRegion(within, where, wrong);
            // Away from a button at the page's end: its ring goes with it, and the next page takes over the focus.
            QTest::keyClick(&within, Qt::Key_F6);
            QTest::keyClick(within.focusWidget(), Qt::Key_Tab, Qt::ShiftModifier);
        }
    });
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringList(wrong.values()).join(u'\n')));
}

void TestEveryPage::dividersMoveByKeys()
{
    m_pages.open();
    QSet<QString> stuck;
    int moved = 0;
    m_pages.walk([&](QWidget& within, const QString& where) {
        for (QSplitterHandle* handle : within.findChildren<QSplitterHandle*>()) {
            if (!handle->isVisible())
                continue;
            handle->setFocus(Qt::TabFocusReason);
            const bool across = handle->orientation() == Qt::Horizontal;
            const QPoint before = handle->pos();
            QTest::keyClick(handle, across ? Qt::Key_Left : Qt::Key_Up);
            const QPoint back = handle->pos();
            QTest::keyClick(handle, across ? Qt::Key_Right : Qt::Key_Down);
            if (back == before && handle->pos() == before)
                stuck.insert(PageWalk::nameOf(*handle->splitter()) + QStringLiteral(" (") + where + u')');
            else
                ++moved;
        }
    });
    QVERIFY2(stuck.isEmpty(), qPrintable(QStringList(stuck.values()).join(u'\n')));
    QVERIFY(moved > 0);
}

/// All that takes the focus gets it, is seen then, and shows it.
void TestEveryPage::goRoundByTab(QWidget& within, const QString& where, QSet<QString>& wrong)
{
    const auto isWrong = [&](const QWidget& widget, const char* what) {
        wrong.insert(QLatin1String(what) + u' ' + PageWalk::nameOf(widget) + QStringLiteral(" (") + where + u')');
    };
    QList<QPointer<QWidget>> stops;
    for (QWidget* widget : PageWalk::visible(within)) {
        if (takesTab(*widget))
            stops.append(widget);
    }
    QSet<const QWidget*> reached;
    QWidget* focused = within.focusWidget();
    while (focused && !reached.contains(focused)) {
        reached.insert(focused);
        if (!isSeen(*focused, within))
            isWrong(*focused, "out of sight:");
        const QImage with = PageWalk::lookOf(*focused);
        const QPointer<QWidget> before = focused;
        // In an editor Tab is a character.
        QTest::keyClick(focused, focused->inherits("QsciScintilla") ? Qt::Key_F6 : Qt::Key_Tab);
        focused = within.focusWidget();
        if (before && focused != before && with == PageWalk::lookOf(*before))
            isWrong(*before, "shows no focus:");
    }
    if (!focused)
        wrong.insert(QStringLiteral("nothing has the focus (") + where + u')');
    for (const QPointer<QWidget>& stop : std::as_const(stops)) {
        if (stop && stop->isVisible() && takesTab(*stop) && !reached.contains(stop))
            isWrong(*stop, "not reached:");
    }
}

/// F6 backwards comes through toolbar, sidebar and the page; forwards it may stay between parts that belong together.
void TestEveryPage::goRoundByRegion(QWidget& within, const QString& where, QSet<QString>& wrong)
{
    QSet<QString> expected;
    for (const QWidget* widget : PageWalk::visible(within)) {
        if (takesTab(*widget))
            expected.insert(partOf(*widget));
    }
    expected -= {QStringLiteral("viewHeader"), QStringLiteral("toast")}; // by keys of their own, or Tab
    QSet<QString> parts;
    for (int i = 0; i < 8; ++i) {
        QTest::keyClick(&within, Qt::Key_F6, Qt::ShiftModifier);
        const QWidget* focused = within.focusWidget();
        if (!focused || !isSeen(*focused, within))
            wrong.insert(QStringLiteral("F6 leads out of sight (") + where + u')');
        else
            parts.insert(partOf(*focused));
    }
    for (const QString& part : expected - parts)
        wrong.insert(QStringLiteral("F6 does not lead to %1 (%2)").arg(part, where));
}

QTEST_MAIN(TestEveryPage)
#include "tst_everypage.moc"
