namespace Hall.Core.Search;

/// <summary>
/// What people say for terms that stand in the names of services everywhere: a hall that has not written down any everyday words is
/// searched by these, and its draft proposes them.
/// </summary>
public static class CommonWords
{
    private static readonly (string Term, string[] Words)[] Known =
    [
        ("社会保障卡", ["社保卡", "医保卡"]),
        ("卡挂失", ["卡丢了", "挂失"]), ("补换", ["补卡", "换卡", "卡坏了"]), ("密码重置", ["忘记密码", "改密码"]),
        ("社会保险登记", ["单位开户", "社保开户", "公司开社保"]), ("注销登记", ["销户", "注销"]),
        ("参保证明", ["社保证明", "打社保单", "缴费证明"]), ("权益记录", ["社保清单"]),
        ("增员", ["新员工参保", "加人"]), ("减员", ["停保", "员工离职", "减人"]),
        ("灵活就业", ["自己交社保", "个人交社保"]), ("新生儿", ["宝宝医保", "小孩医保"]), ("学生", ["学生医保"]),
        ("居民医疗保险", ["居民医保", "农村合作医疗", "新农合", "交医保"]), ("居民养老保险", ["农保", "居民养老", "农村养老"]),
        ("缴费基数", ["社保基数", "基数申报"]), ("补缴", ["补交社保", "社保断缴"]), ("退费", ["退钱", "多交了"]),
        ("委托扣款", ["银行扣款", "代扣"]), ("费用报销", ["报销", "看病报销"]), ("费用零星报销", ["住院报销", "报销"]),
        ("大病保险", ["大病报销"]), ("慢特病", ["慢性病", "慢病", "高血压", "糖尿病"]), ("异地就医", ["外地看病", "异地看病"]),
        ("转诊", ["转院", "去外地看病"]), ("医疗保险", ["医保"]), ("职工医保", ["医保"]), ("关系转移", ["社保转移", "转社保"]),
        ("家庭共济", ["家人用医保", "共用医保卡"]), ("医疗救助", ["低保看病", "困难补助"]), ("工伤认定", ["上班受伤", "认定工伤"]),
        ("劳动能力", ["伤残鉴定", "评残"]), ("因工死亡", ["工亡"]), ("生育津贴", ["产假工资", "生孩子的钱"]),
        ("生育医疗", ["生孩子报销"]), ("产前检查", ["产检报销"]), ("退休申请", ["办退休", "退休"]), ("病退", ["病退"]),
        ("养老金", ["退休金", "养老金"]), ("养老待遇", ["养老金", "退休金"]), ("资格认证", ["人脸认证", "生存认证", "年审"]),
        ("丧葬", ["人走了", "丧葬费", "去世"]), ("遗属", ["家属抚恤金"]), ("被征地", ["失地农民", "征地社保"]),
        ("失业保险金", ["失业金", "领失业金"]), ("失业登记", ["失业", "没工作"]), ("技能提升", ["证书补贴", "技能补贴"]),
        ("稳岗", ["稳岗补贴"]), ("变更", ["改信息"]),
        ("social security card", ["social card", "insurance card"]), ("reimbursement", ["refund of medical bill", "claim hospital bill"]),
        ("pension", ["retirement money"]), ("retirement", ["retire"]), ("maternity", ["having a baby", "birth", "pregnancy"]),
        ("unemployment", ["lost my job", "jobless"]), ("work injury", ["hurt at work", "accident at work"]),
        ("enrolment", ["sign up", "join"]), ("remote care", ["hospital in another city"]), ("replacement", ["lost card"]),
        ("certificate", ["proof of insurance"]), ("loss", ["lost card", "stolen card"]),
    ];

    /// <summary>Everyday words for a name; none where no term of it is known.</summary>
    /// <param name="name">A service's name in Chinese or English.</param>
    public static IReadOnlyList<string> For(string name) =>
    [
        .. Known.Where(known => name.Contains(known.Term, StringComparison.OrdinalIgnoreCase)).SelectMany(known => known.Words).Distinct(),
    ];
}
