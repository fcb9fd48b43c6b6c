// How every page and dialog looks: no text below a contrast of 4.5:1, none that is cut, and no part that shows for a
// moment as a window of its own.

#include "tests/ui/support/pagewalk.h"
#include "ui/widgets/codeeditor.h"
#include "ui/widgets/hexview.h"
#include "ui/widgets/jsontreeview.h"
#include "ui/widgets/mainwindow.h"
#include "ui/widgets/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QHelpEvent>
#include <QImage>
#include <QLabel>
#include <QSet>
#include <QTabBar>
#include <QToolButton>
#include <QToolTip>

#include <cmath>

using namespace hw;
using test::PageWalk;

namespace {

constexpr int layoutPatience = 2000;
constexpr double leastOfText = 4.5;
constexpr double leastOfIcon = 3; ///< WCAG 2, 1.4.11
constexpr int railBelow = 80;     ///< a list this narrow shows icons
constexpr int air = 16;           ///< that a button may lose on both sides of its text
constexpr double scale = 3;       ///< of the pictures that are measured: the core of a stem has the text's own colour

/// Notes each window that appears: only dialogs, menus and the like may.
class WindowWatch final : public QObject
{
public:
    explicit WindowWatch(const QWidget& allowed)
        : m_allowed(allowed)
    {}

    QSet<QString> seen;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        const auto* widget = qobject_cast<const QWidget*>(watched);
        if (event->type() == QEvent::Show && widget && widget->isWindow() && widget != &m_allowed &&
            !widget->parentWidget() && (widget->windowType() == Qt::Widget || widget->windowType() == Qt::Window))
            seen.insert(PageWalk::nameOf(*widget));
        return false;
    }

private:
    const QWidget& m_allowed;
};

/// True where nothing was found; else each is told: they do not fit in the message of a failure.
bool isNone(const QSet<QString>& found)
{
    QStringList sorted(found.cbegin(), found.cend());
    sorted.sort();
    for (const QString& each : std::as_const(sorted))
        qWarning("%s", qPrintable(each));
    return sorted.isEmpty();
}

double channel(int value)
{
    const double part = value / 255.0;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
}

/// Contrast ratio as WCAG 2 defines it.
double contrast(QRgb a, QRgb b)
{
    const auto luminance = [](QRgb colour) {
        return 0.2126 * channel(qRed(colour)) + 0.7152 * channel(qGreen(colour)) + 0.0722 * channel(qBlue(colour));
    };
    const double first = luminance(a);
    const double second = luminance(b);
    return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

/// The contrast of what stands out most in this part of a picture against the colour that most of it has.
double contrastIn(const QImage& picture, const QRect& part)
{
    const QRect area = QRect(part.topLeft() * scale, part.size() * scale).intersected(picture.rect());
    QHash<QRgb, int> colours;
    for (int y = area.top(); y <= area.bottom(); ++y) {
        const auto* line = reinterpret_cast<const QRgb*>(picture.constScanLine(y));
        for (int x = area.left(); x <= area.right(); ++x)
            ++colours[line[x] | 0xff000000U];
    }
    QRgb ground = 0;
    int most = 0;
    for (auto each = colours.cbegin(); each != colours.cend(); ++each) {
        if (each.value() > most) {
            most = each.value();
            ground = each.key();
        }
    }
    double best = 1;
    for (auto each = colours.cbegin(); each != colours.cend(); ++each)
        best = std::max(best, contrast(each.key(), ground));
    return best;
}

/// What is seen of a widget, where it lies in its window.
QRect seenPart(const QWidget& widget)
{
    const QRect part = widget.visibleRegion().boundingRect();
    return {widget.mapTo(widget.window(), part.topLeft()), part.size()};
}

QString textOf(const QWidget& widget)
{
    if (const auto* label = qobject_cast<const QLabel*>(&widget))
        return label->text();
    if (const auto* button = qobject_cast<const QAbstractButton*>(&widget))
        return button->text();
    if (const auto* combo = qobject_cast<const QComboBox*>(&widget))
        return combo->currentText();
    return {};
}

double leastFor(const QWidget& widget)
{
    const auto* button = qobject_cast<const QToolButton*>(&widget);
    return button && button->toolButtonStyle() == Qt::ToolButtonIconOnly ? leastOfIcon : leastOfText;
}

bool isInScrollArea(const QWidget& widget)
{
    for (const QWidget* above = widget.parentWidget(); above; above = above->parentWidget()) {
        if (qobject_cast<const QAbstractScrollArea*>(above))
            return true;
    }
    return false;
}

/// Whether the tooltip has the whole text of a widget.
bool tellsWhole(QWidget& widget)
{
    if (!widget.toolTip().isEmpty())
        return true;
    QHelpEvent asked(QEvent::ToolTip, widget.rect().center(), widget.mapToGlobal(widget.rect().center()));
    QCoreApplication::sendEvent(&widget, &asked);
    const QString told = QToolTip::text();
    QToolTip::hideText();
    return told == textOf(widget);
}

/// Whether a label or button has less room than its text takes and does not tell the rest.
bool isCut(QWidget& widget)
{
    if (textOf(widget).trimmed().isEmpty())
        return false;
    if (const auto* label = qobject_cast<const QLabel*>(&widget)) {
        if (label->textFormat() != Qt::PlainText)
            return label->sizeHint().width() > label->width() + 1;
        if (label->wordWrap())
            return label->heightForWidth(label->width()) > label->height() + 1;
        return label->sizeHint().width() > label->width() + 1 && !tellsWhole(widget);
    }
    if (qobject_cast<const QAbstractButton*>(&widget))
        return widget.minimumSizeHint().width() - air > widget.width() && !tellsWhole(widget);
    return false;
}

QSet<QString> cutIn(QWidget& within, const QString& where)
{
    QSet<QString> cut;
    for (QWidget* widget : PageWalk::visible(within)) {
        const QRect seen = seenPart(*widget);
        if (seen.isEmpty())
            continue;
        if (const auto* tabs = qobject_cast<const QTabBar*>(widget);
            tabs && tabs->count() > 0 &&
            tabs->tabRect(tabs->count() - 1).right() > widget->visibleRegion().boundingRect().right())
            cut.insert(QStringLiteral("%1, its last tab (%2)").arg(PageWalk::nameOf(*widget), where));
        if (isCut(*widget))
            cut.insert(QStringLiteral("%1 \"%2\" (%3)").arg(PageWalk::nameOf(*widget), textOf(*widget), where));
        else if (!textOf(*widget).isEmpty() && widget->toolTip().isEmpty() && !isInScrollArea(*widget) &&
                 seen.width() + 1 < std::min(widget->width(), widget->sizeHint().width()))
            cut.insert(QStringLiteral("%1 \"%2\" hidden (%3)").arg(PageWalk::nameOf(*widget), textOf(*widget), where));
    }
    return cut;
}

} // namespace

class TestEveryLook final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void noPartShowsAsAWindow();
    void everyTextIsSeenWell_data();
    void everyTextIsSeenWell();
    void noTextIsCut_data();
    void noTextIsCut();

private:
    test::PageWalk m_pages;
};

void TestEveryLook::initTestCase()
{
    m_pages.makeWorkspace();
}

void TestEveryLook::cleanup()
{
    m_pages.close();
}

void TestEveryLook::noPartShowsAsAWindow()
{
    m_pages.open();
    WindowWatch watch(m_pages.driver().window());
    qApp->installEventFilter(&watch);
    m_pages.walk([](QWidget&, const QString&) {});
    QVERIFY(isNone(watch.seen));
}

void TestEveryLook::everyTextIsSeenWell_data()
{
    QTest::addColumn<widgets::Appearance>("appearance");
    QTest::newRow("light") << widgets::Appearance::Light;
    QTest::newRow("dark") << widgets::Appearance::Dark;
}

void TestEveryLook::everyTextIsSeenWell()
{
    QFETCH(const widgets::Appearance, appearance);
    m_pages.open();
    m_pages.driver().theme().setAppearance(appearance);
    QSet<QString> faint;
    m_pages.walk([&](QWidget& within, const QString& where) {
        QImage picture(within.size() * scale, QImage::Format_RGB32);
        picture.setDevicePixelRatio(scale);
        within.render(&picture);
        const auto look = [&](const QRect& part, const QString& what, double least) {
            const double ratio = contrastIn(picture, part);
            if (ratio < least)
                faint.insert(QStringLiteral("%1: %2 (%3)").arg(what).arg(ratio, 0, 'f', 2).arg(where));
        };
        for (const QWidget* widget : PageWalk::visible(within)) {
            const QRect part = seenPart(*widget);
            if (part.isEmpty() || !widget->isEnabled())
                continue;
            if (!textOf(*widget).trimmed().isEmpty())
                look(part, PageWalk::nameOf(*widget) + u' ' + textOf(*widget), leastFor(*widget));
            const auto* view = qobject_cast<const QAbstractItemView*>(widget);
            if (!view || !view->model())
                continue;
            const bool isRail = view->width() < railBelow;
            const QModelIndex first = view->indexAt({1, 1});
            for (int row = std::max(0, first.row()); row < view->model()->rowCount(view->rootIndex()); ++row) {
                const QModelIndex begin = view->model()->index(row, 0, view->rootIndex());
                if (view->visualRect(begin).top() > view->viewport()->height())
                    break;
                for (int column = 0; column < view->model()->columnCount(view->rootIndex()); ++column) {
                    const QModelIndex index = begin.siblingAtColumn(column);
                    const QRect cell = view->visualRect(index) & view->viewport()->rect();
                    if (cell.height() < 12 || cell.width() < 12 || index.data().toString().trimmed().isEmpty() ||
                        (index.flags() & Qt::ItemIsEnabled) == 0 || (isRail && view->model()->hasChildren(index)))
                        continue; // a rail has lines for its sections
                    look(QRect(view->viewport()->mapTo(view->window(), cell.topLeft()), cell.size()),
                         PageWalk::nameOf(*view) + QStringLiteral(" cell ") + index.data().toString(),
                         isRail ? leastOfIcon : leastOfText);
                }
            }
        }
    });
    QVERIFY(isNone(faint));
}

void TestEveryLook::noTextIsCut_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("size");
    QTest::newRow("English") << QStringLiteral("en") << widgets::Theme::designSize;
    QTest::newRow("German") << QStringLiteral("de") << widgets::Theme::designSize;
    QTest::newRow("longer than any") << QStringLiteral("qps") << widgets::Theme::designSize;
    QTest::newRow("large") << QStringLiteral("en") << widgets::Theme::largestSize;
}

void TestEveryLook::noTextIsCut()
{
    QFETCH(const QString, language);
    QFETCH(const int, size);
    m_pages.open(language);
    m_pages.driver().theme().setBaseSize(size);
    QSet<QString> cut;
    m_pages.walk([&](QWidget& within, const QString& where) {
        // Counts come from the store while the page is looked at, and a new text is laid out in the next turn of the
        // event loop: what is cut is what stays cut.
        QSet<QString> now;
        (void)QTest::qWaitFor(
            [&] {
                now = cutIn(within, where);
                return now.isEmpty();
            },
            layoutPatience);
        cut.unite(now);
        for (const QWidget* widget : PageWalk::visible(within)) {
            const bool isCode = qobject_cast<const widgets::CodeEditor*>(widget) ||
                                qobject_cast<const widgets::JsonTreeView*>(widget) ||
                                qobject_cast<const widgets::HexView*>(widget);
            if (isCode && widget->isRightToLeft())
                cut.insert(QStringLiteral("%1 is mirrored (%2)").arg(PageWalk::nameOf(*widget), where));
        }
    });
    QVERIFY(isNone(cut));
}

QTEST_MAIN(TestEveryLook)
#include "tst_everylook.moc"
