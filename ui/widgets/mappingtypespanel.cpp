#include "ui/widgets/mappingtypespanel.h"

#include "ui/models/mappingpresenter.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/eventpaint.h"
#include "ui/widgets/focusring.h"
#include "ui/widgets/mirror.h"
#include "ui/widgets/overlayscrollbar.h"
#include "ui/widgets/panelheader.h"
#include "ui/widgets/texttoggle.h"
#include "ui/widgets/typemakerdialog.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace hw::widgets {

using models::MappingTypesModel;

namespace {

constexpr int padding = 12;
constexpr int gap = 8;
constexpr int badgeWidth = 64;
constexpr int iconSide = 16;
constexpr int addHeight = 44;
constexpr qreal badgeRadius = 4;

/// The glass at the start of the filter's field.
class SearchMark final : public QWidget
{
public:
    SearchMark(const Theme& theme, QWidget* field)
        : QWidget(field)
        , m_theme(theme)
    {
        setFixedSize(iconSide, iconSide);
        setAttribute(Qt::WA_TransparentForMouseEvents);
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_theme.paintIcon(painter, rect(), Icon::Search, Token::Text3);
    }

private:
    const Theme& m_theme;
};

class TypeDelegate final : public QStyledItemDelegate
{
public:
    TypeDelegate(const Theme& theme, QListView* view)
        : QStyledItemDelegate(view)
        , m_theme(theme)
        , m_view(view)
    {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override
    {
        return {0, m_theme.height(Height::Row)};
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        painter->save();
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        if (isSelected)
            painter->fillRect(option.rect, m_theme.color(m_view->isActiveWindow() ? Token::Sel : Token::SelInactive));
        else if (option.state.testFlag(QStyle::State_MouseOver))
            painter->fillRect(option.rect, m_theme.color(Token::Hover));
        const auto visual = [&option](const QRect& part) {
            return QStyle::visualRect(option.direction, option.rect, part);
        };
        QRect cell = option.rect.adjusted(padding, 0, -padding, 0);
        const QFontMetrics small(m_theme.font(TextRole::Label));
        const QString badge = index.data(MappingTypesModel::BadgeRole).toString();
        const int width = qMax(badgeWidth, small.horizontalAdvance(badge) + 2 * gap);
        if (!badge.isEmpty())
            paintBadge(*painter, visual(QRect(cell.right() - width + 1, cell.y(), width, cell.height())), badge,
                       toneOf(static_cast<models::Tone>(index.data(MappingTypesModel::ToneRole).toInt())));
        cell.setRight(cell.right() - width - gap);
        const QString count = index.data(MappingTypesModel::CountRole).toString();
        paintLine(*painter, m_theme, visual(cell), count, TextRole::Small, Token::Text3,
                  Qt::AlignRight | Qt::AlignVCenter);
        cell.setRight(cell.right() - QFontMetrics(m_theme.font(TextRole::Small)).horizontalAdvance(count) - gap);
        const bool quiet = index.data(MappingTypesModel::IgnoredRole).toBool();
        paintLine(*painter, m_theme, visual(cell), index.data().toString(), TextRole::Mono,
                  quiet ? Token::Text3 : Token::Text);
        if (m_view->hasFocus() && option.state.testFlag(QStyle::State_HasFocus)) {
            painter->setPen(QPen(m_theme.color(Token::Accent), 2));
            painter->setBrush(Qt::NoBrush); // not the badge's
            painter->drawRect(option.rect.adjusted(1, 1, -1, -1));
        }
        painter->restore();
    }

private:
    void paintBadge(QPainter& painter, const QRect& cell, const QString& text, Tone tone) const
    {
        const int height = m_theme.height(Height::Chip);
        const QRect box(cell.x(), cell.y() + (cell.height() - height) / 2, cell.width(), height);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.color(fillToken(tone)));
        painter.drawRoundedRect(box, badgeRadius, badgeRadius);
        paintLine(painter, m_theme, box, text, TextRole::Label, textToken(tone), Qt::AlignCenter);
        painter.setRenderHint(QPainter::Antialiasing, false);
    }

    const Theme& m_theme;
    QListView* m_view;
};

} // namespace

MappingTypesPanel::MappingTypesPanel(const Theme& theme, models::MappingPresenter& presenter, QWidget* parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_presenter(presenter)
    , m_header(new PanelHeader(theme, tr("Event types")))
    , m_filter(new QLineEdit)
    , m_shows{new TextToggle(theme, tr("All")), new TextToggle(theme, tr("Seen")),
              new TextToggle(theme, tr("Unmapped"))}
    , m_list(new QListView)
    , m_add(new ToolButton(theme, Icon::Plus, tr("Add a type or pattern")))
    , m_make(new Button(theme, {}))
    , m_name(new QLineEdit)
{
    setObjectName(QStringLiteral("mappingTypes"));
    setAutoFillBackground(true);
    setBackgroundRole(QPalette::Base);
    m_filter->setObjectName(QStringLiteral("typeFilter"));
    m_filter->setPlaceholderText(tr("Filter types"));
    m_filter->setAccessibleName(tr("Filter types"));
    m_filter->setLayoutDirection(Qt::LeftToRight); // names of types are code
    m_filter->setTextMargins(iconSide + 4, 0, 0, 0);
    (new SearchMark(theme, m_filter))->move(gap, 6);
    m_filter->installEventFilter(this);
    auto* modes = new QButtonGroup(this);
    auto* showLine = new QHBoxLayout;
    showLine->setContentsMargins(marginsFromStart(padding - gap, 0, padding, 0));
    showLine->setSpacing(0);
    for (size_t i = 0; i < m_shows.size(); ++i) {
        m_shows[i]->setObjectName(QStringLiteral("showTypes%1").arg(i));
        modes->addButton(m_shows[i]);
        showLine->addWidget(m_shows[i]);
        connect(m_shows[i], &QAbstractButton::clicked, this, &MappingTypesPanel::applyFilter);
    }
    m_shows[0]->setChecked(true);
    showLine->addStretch();

    m_list->setObjectName(QStringLiteral("typeList"));
    m_list->setAccessibleName(tr("Event types"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setItemDelegate(new TypeDelegate(theme, m_list));
    FocusRing::leaveRowsTo(*m_list);
    m_list->setModel(&presenter.types());
    new OverlayScrollBar(*m_list);

    m_add->setObjectName(QStringLiteral("addType"));
    m_name->setObjectName(QStringLiteral("newTypeName"));
    m_name->setAccessibleName(tr("Name of the type, or a pattern as customer.*"));
    m_name->setPlaceholderText(tr("customer.created, or customer.*"));
    m_name->setFont(theme.font(TextRole::Mono));
    m_name->hide();
    m_name->installEventFilter(this);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    auto* filterLine = new QHBoxLayout;
    filterLine->setContentsMargins(padding, gap, padding, 4);
    filterLine->addWidget(m_filter);
    column->addLayout(filterLine);
    column->addLayout(showLine);
    column->addSpacing(4);
    column->addWidget(m_list, 1);
    column->addWidget(new HairLine(theme, Qt::Horizontal));
    auto* addLine = new QWidget;
    addLine->setFixedHeight(addHeight);
    auto* addLayout = new QHBoxLayout(addLine);
    addLayout->setContentsMargins(padding, 0, padding, 0);
    addLayout->setSpacing(gap);
    addLayout->addWidget(m_add);
    addLayout->addWidget(m_make);
    addLayout->addWidget(m_name);
    addLayout->addStretch();
    column->addWidget(addLine);

    connect(m_filter, &QLineEdit::textChanged, this, &MappingTypesPanel::applyFilter);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& index) {
        if (index.isValid())
            m_presenter.selectType(index.data().toString());
    });
    connect(m_add, &QToolButton::clicked, this, &MappingTypesPanel::startAdding);
    connect(m_name, &QLineEdit::returnPressed, this, [this] {
        if (m_presenter.addType(m_name->text())) {
            m_filter->clear();
            stopAdding();
        }
    });
    m_make->setObjectName(QStringLiteral("makeTypes"));
    m_make->setButtonSize(ButtonSize::Small);
    connect(m_make, &QAbstractButton::clicked, this, [this] {
        const auto maker = m_presenter.typeMaker();
        if (!maker)
            return;
        const auto add = [this](const QString& name, const QStringList& templates) {
            return m_presenter.addOwnTypes(name, templates);
        };
        (new TypeMakerDialog(m_theme, *maker, add, window()))->open();
    });
    connect(&presenter, &models::MappingPresenter::typesChanged, this, &MappingTypesPanel::refreshCounts);
    connect(&presenter, &models::MappingPresenter::typesChanged, this, &MappingTypesPanel::refreshMaker);
    connect(&presenter, &models::MappingPresenter::typeSelected, this, &MappingTypesPanel::showSelected);
    connect(&presenter.types(), &QAbstractItemModel::rowsInserted, this, &MappingTypesPanel::showSelected);
    connect(&presenter.types(), &QAbstractItemModel::rowsRemoved, this, &MappingTypesPanel::showSelected);
    connect(&theme, &Theme::changed, this, [this] {
        m_name->setFont(m_theme.font(TextRole::Mono));
        m_list->doItemsLayout();
        m_list->viewport()->update();
    });
    refreshCounts();
    refreshMaker();
    showSelected();
}

void MappingTypesPanel::refreshMaker()
{
    const auto maker = m_presenter.typeMaker();
    m_make->setVisible(maker && !m_name->isVisibleTo(this));
    if (maker) {
        m_make->setText(tr("%1…").arg(maker->title));
        m_make->setToolTip(maker->description);
    }
}

void MappingTypesPanel::focusFilter()
{
    m_filter->setFocus(Qt::ShortcutFocusReason);
    m_filter->selectAll();
}

void MappingTypesPanel::refreshCounts()
{
    using Show = MappingTypesModel::Show;
    const MappingTypesModel& model = m_presenter.types();
    const int all = model.countOf(Show::All);
    m_header->setDetail(all > 0 ? tr("%1 of %2 handled").arg(model.handledCount()).arg(all) : QString());
    m_shows[0]->setText(tr("All %1").arg(all));
    m_shows[1]->setText(tr("Seen %1").arg(model.countOf(Show::Seen)));
    m_shows[2]->setText(tr("Unmapped %1").arg(model.countOf(Show::Unmapped)));
    for (TextToggle* show : m_shows) {
        show->setAccessibleName(show->text());
        show->updateGeometry();
    }
}

void MappingTypesPanel::showSelected()
{
    const int row = m_presenter.types().rowOf(m_presenter.type());
    const QModelIndex index = m_presenter.types().index(row);
    if (index == m_list->currentIndex())
        return;
    const QSignalBlocker quiet(m_list->selectionModel());
    m_list->selectionModel()->setCurrentIndex(index, QItemSelectionModel::ClearAndSelect);
    m_list->viewport()->update();
    if (index.isValid())
        m_list->scrollTo(index);
}

void MappingTypesPanel::applyFilter()
{
    auto show = MappingTypesModel::Show::All;
    if (m_shows[1]->isChecked())
        show = MappingTypesModel::Show::Seen;
    else if (m_shows[2]->isChecked())
        show = MappingTypesModel::Show::Unmapped;
    const QSignalBlocker quiet(m_list->selectionModel());
    m_presenter.types().setFilter(m_filter->text(), show);
    m_list->doItemsLayout();
    showSelected();
    m_list->viewport()->update();
}

void MappingTypesPanel::startAdding()
{
    m_add->hide();
    m_name->clear();
    m_name->show();
    refreshMaker();
    m_name->setFocus(Qt::OtherFocusReason);
}

void MappingTypesPanel::stopAdding()
{
    m_name->hide();
    m_add->show();
    refreshMaker();
}

bool MappingTypesPanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (watched == m_name && key == Qt::Key_Escape) {
            stopAdding();
            m_add->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (watched == m_filter && key == Qt::Key_Down) {
            m_list->setFocus(Qt::OtherFocusReason);
            return true;
        }
        if (watched == m_filter && key == Qt::Key_Escape && !m_filter->text().isEmpty()) {
            m_filter->clear();
            return true;
        }
    } else if (watched == m_name && event->type() == QEvent::FocusOut && m_name->text().isEmpty()) {
        stopAdding();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace hw::widgets
